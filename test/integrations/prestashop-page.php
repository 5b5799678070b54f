<?php
// A page of a PrestaShop reduced to what the module calls. The scene comes as JSON in the first argument:
// show ("head" or "settings"), config, page, order, query.
define('_PS_VERSION_', '8.1.0');
$scene = json_decode($argv[1], true);

class Configuration
{
    public static $values = [];
    public static function get($name)
    {
        return self::$values[$name] ?? false;
    }
    public static function updateValue($name, $value)
    {
        self::$values[$name] = $value;
        return true;
    }
    public static function deleteByName($name)
    {
        unset(self::$values[$name]);
        return true;
    }
}
class Tools
{
    public static function getValue($name, $otherwise = false)
    {
        return $GLOBALS['scene']['query'][$name] ?? $otherwise;
    }
    public static function isSubmit($name)
    {
        return isset($GLOBALS['scene']['query'][$name]);
    }
    public static function getAdminTokenLite()
    {
        return 'token';
    }
}
class Validate
{
    public static function isLoadedObject($object)
    {
        return $object->id > 0;
    }
}
class Order
{
    public $id = null;
    public $secure_key;
    public $total_paid;
    public $id_currency;
    public function __construct($id)
    {
        $facts = $GLOBALS['scene']['order'] ?? null;
        if ($facts && $facts['id'] === $id) {
            $this->id = $id;
            $this->secure_key = $facts['key'];
            $this->total_paid = $facts['total'];
            $this->id_currency = 3;
        }
    }
}
class Currency
{
    public $iso_code;
    public function __construct($id)
    {
        $this->iso_code = $id === 3 ? 'EUR' : null;
    }
}
class AdminController
{
    public static $currentIndex = 'index.php?controller=AdminModules';
}
class HelperForm
{
    public $module;
    public $token;
    public $currentIndex;
    public $submit_action;
    public $fields_value = [];
    public function generateForm($form)
    {
        return json_encode(['token' => $this->token, 'names' => array_column($form[0]['form']['input'], 'name'), 'values' => $this->fields_value]);
    }
}
class Module
{
    public $name, $tab, $version, $author, $need_instance, $ps_versions_compliancy, $bootstrap, $displayName, $description, $context;
    public $hooks = [];
    public $problems = null;
    public function __construct()
    {
        $this->context = new stdClass();
        $this->context->controller = new stdClass();
        $this->context->controller->php_self = $GLOBALS['scene']['page'] ?? null;
        $this->context->smarty = new class {
            public $values = [];
            public function assign($values)
            {
                $this->values = $values;
            }
        };
    }
    public function l($words)
    {
        return $words;
    }
    public function install()
    {
        return true;
    }
    public function uninstall()
    {
        return true;
    }
    public function registerHook($name)
    {
        $this->hooks[] = $name;
        return true;
    }
    public function displayConfirmation($words)
    {
        $this->problems = '';
        return '';
    }
    public function displayError($words)
    {
        $this->problems = $words;
        return '';
    }
    /** The part of Smarty that the template uses: {if}, {foreach}, escaping and nofilter. */
    public function display($file, $template)
    {
        $values = $this->context->smarty->values;
        $text = file_get_contents(dirname($file) . '/' . $template);
        $text = preg_replace_callback('~\{if \$(\w+)\}(.*?)\{/if\}~s', static function ($found) use ($values) {
            return $values[$found[1]] ? $found[2] : '';
        }, $text);
        $text = preg_replace_callback('~\{foreach \$(\w+) as \$(\w+) => \$(\w+)\}(.*?)\{/foreach\}~s', static function ($found) use ($values) {
            $all = '';
            foreach ($values[$found[1]] as $name => $value) {
                $all .= strtr($found[4], [
                    '{$' . $found[2] . "|escape:'html':'UTF-8'}" => htmlspecialchars($name, ENT_QUOTES, 'UTF-8'),
                    '{$' . $found[3] . "|escape:'html':'UTF-8'}" => htmlspecialchars($value, ENT_QUOTES, 'UTF-8'),
                ]);
            }
            return $all;
        }, $text);
        return preg_replace_callback('~\{\$(\w+) nofilter\}~', static function ($found) use ($values) {
            return $values[$found[1]];
        }, $text);
    }
}

require __DIR__ . '/../../integrations/prestashop/howlikely/howlikely.php';

$module = new Howlikely();
$module->install();
Configuration::$values = array_merge(Configuration::$values, ['PS_SHOP_NAME' => 'Bean & "Leaf"'], $scene['config'] ?? []);
if ($scene['show'] === 'head') {
    echo json_encode(['html' => $module->hookDisplayHeader(), 'hooks' => $module->hooks]);
    return;
}
$form = json_decode($module->getContent(), true);
$kept = Configuration::$values;
$module->uninstall();
echo json_encode(['form' => $form, 'kept' => $kept, 'problems' => $module->problems, 'left' => array_keys(Configuration::$values)]);
