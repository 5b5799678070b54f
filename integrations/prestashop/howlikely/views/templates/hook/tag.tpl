{if $howlikely_options}<script type="application/json" data-howlikely>{$howlikely_options nofilter}</script>
{/if}<script async{foreach $howlikely_attributes as $name => $value} {$name|escape:'html':'UTF-8'}="{$value|escape:'html':'UTF-8'}"{/foreach}></script>
