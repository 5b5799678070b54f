<?php
/**
 * Puts the howlikely tag on every page, and the order's facts on the page that confirms it.
 */
if (!defined('_PS_VERSION_')) {
    exit;
}

class Howlikely extends Module
{
    /** The settings, by their names in the database, with what they are without anybody's doing. */
    const SETTINGS = [
        'HOWLIKELY_COLLECTOR' => '',
        'HOWLIKELY_COMPANY' => '',
        'HOWLIKELY_SITE' => 'main',
        'HOWLIKELY_CONSENT' => 'not-needed',
        'HOWLIKELY_OPTIONS' => '',
    ];

    const CONSENTS = ['not-needed', 'required', 'google', 'tcf'];

    public function __construct()
    {
        $this->name = 'howlikely';
        $this->tab = 'front_office_features';
        $this->version = '0.1.0';
        $this->author = 'howlikely';
        $this->need_instance = 0;
        $this->ps_versions_compliancy = ['min' => '1.7.6.0', 'max' => _PS_VERSION_];
        $this->bootstrap = true;
        parent::__construct();
        $this->displayName = $this->l('howlikely');
        $this->description = $this->l('Asks after an order how likely your customers are to recommend you.');
    }

    public function install()
    {
        foreach (self::SETTINGS as $name => $value) {
            Configuration::updateValue($name, $value);
        }

        return parent::install() && $this->registerHook('displayHeader');
    }

    public function uninstall()
    {
        foreach (array_keys(self::SETTINGS) as $name) {
            Configuration::deleteByName($name);
        }

        return parent::uninstall();
    }

    /** The head of every page. The template escapes. */
    public function hookDisplayHeader()
    {
        $attributes = $this->attributes();
        if ($attributes === []) {
            return '';
        }
        $this->context->smarty->assign([
            'howlikely_attributes' => $attributes,
            'howlikely_options' => $this->options(),
        ]);

        return $this->display(__FILE__, 'views/templates/hook/tag.tpl');
    }

    /** The tag's attributes; none while no collector is set. */
    private function attributes()
    {
        $collector = (string) Configuration::get('HOWLIKELY_COLLECTOR');
        if (self::address($collector) === '') {
            return [];
        }
        $company = (string) Configuration::get('HOWLIKELY_COMPANY');

        return [
            'src' => $collector . '/howlikely.js',
            'data-endpoint' => $collector . '/responses',
            'data-company' => $company !== '' ? $company : (string) Configuration::get('PS_SHOP_NAME'),
            'data-site' => (string) Configuration::get('HOWLIKELY_SITE'),
            'data-consent' => (string) Configuration::get('HOWLIKELY_CONSENT'),
        ] + $this->order();
    }

    /** The order that this page confirms; none on another page, or without the order's key. */
    private function order()
    {
        if (($this->context->controller->php_self ?? '') !== 'order-confirmation') {
            return [];
        }
        $id = (int) Tools::getValue('id_order');
        $key = Tools::getValue('key');
        $order = new Order($id);
        if (!is_string($key) || !Validate::isLoadedObject($order) || !hash_equals((string) $order->secure_key, $key)) {
            return [];
        }

        return [
            'data-trigger' => 'checkout',
            // The number in the page's address, which the widget reads there, too: heard twice, it is one order.
            'data-ref' => (string) $id,
            'data-value' => (string) $order->total_paid,
            'data-currency' => (string) (new Currency((int) $order->id_currency))->iso_code,
        ];
    }

    /** The options as JSON that no element can end; null where there are none that can be read. */
    private function options()
    {
        $options = json_decode((string) Configuration::get('HOWLIKELY_OPTIONS'));

        return is_object($options)
            ? json_encode($options, JSON_HEX_TAG | JSON_HEX_AMP | JSON_UNESCAPED_SLASHES)
            : null;
    }

    /** An address without a slash at its end; empty where it is none. */
    private static function address($text)
    {
        $address = rtrim(trim((string) $text), '/');

        return preg_match('~^https?://[^\s"\'<>]+$~', $address) ? $address : '';
    }

    /** The page of settings. PrestaShop's own form carries the token of who is signed in. */
    public function getContent()
    {
        $said = '';
        if (Tools::isSubmit('submitHowlikely')) {
            $problems = $this->keep();
            $said = $problems === []
                ? $this->displayConfirmation($this->l('Saved.'))
                : $this->displayError(implode(' ', $problems));
        }

        return $said . $this->form();
    }

    /** Keeps what is right, and says what is wrong, which stays as it was. */
    private function keep()
    {
        $given = [];
        foreach (array_keys(self::SETTINGS) as $name) {
            $value = Tools::getValue($name, '');
            $given[$name] = is_string($value) ? trim($value) : '';
        }
        $problems = [];
        $collector = self::address($given['HOWLIKELY_COLLECTOR']);
        if ($given['HOWLIKELY_COLLECTOR'] !== '' && $collector === '') {
            unset($given['HOWLIKELY_COLLECTOR']);
            $problems[] = $this->l('The collector’s address must be one such as https://answers.example. It was left as it was.');
        } else {
            $given['HOWLIKELY_COLLECTOR'] = $collector;
        }
        if (!preg_match('/^[\w-]{1,32}$/', $given['HOWLIKELY_SITE'])) {
            unset($given['HOWLIKELY_SITE']);
            $problems[] = $this->l('The site’s name must be 1 to 32 letters, digits, "_" or "-". It was left as it was.');
        }
        if (!in_array($given['HOWLIKELY_CONSENT'], self::CONSENTS, true)) {
            unset($given['HOWLIKELY_CONSENT']);
            $problems[] = $this->l('Consent must be not-needed, required, google or tcf. It was left as it was.');
        }
        if ($given['HOWLIKELY_OPTIONS'] !== '' && !is_object(json_decode($given['HOWLIKELY_OPTIONS']))) {
            unset($given['HOWLIKELY_OPTIONS']);
            $problems[] = $this->l('The options must be JSON in braces, such as {"delay": "5s"}. They were left as they were.');
        }
        foreach ($given as $name => $value) {
            // What is kept here is printed by a template that escapes; options are JSON, which purifying would spoil.
            Configuration::updateValue($name, $value, true);
        }

        return $problems;
    }

    private function form()
    {
        $field = static function ($name, $label, $type = 'text', $desc = '') {
            return ['type' => $type, 'name' => $name, 'label' => $label, 'desc' => $desc];
        };
        $helper = new HelperForm();
        $helper->module = $this;
        $helper->token = Tools::getAdminTokenLite('AdminModules');
        $helper->currentIndex = AdminController::$currentIndex . '&' . http_build_query(['configure' => $this->name]);
        $helper->submit_action = 'submitHowlikely';
        foreach (array_keys(self::SETTINGS) as $name) {
            $helper->fields_value[$name] = Configuration::get($name);
        }

        return $helper->generateForm([['form' => [
            'legend' => ['title' => 'howlikely'],
            'input' => [
                $field('HOWLIKELY_COLLECTOR', $this->l('Collector’s address'), 'text', 'https://answers.example'),
                $field('HOWLIKELY_COMPANY', $this->l('Company, as the question names it')),
                $field('HOWLIKELY_SITE', $this->l('Site’s name in the report')),
                $field('HOWLIKELY_CONSENT', $this->l('Consent'), 'text', implode(', ', self::CONSENTS)),
                $field('HOWLIKELY_OPTIONS', $this->l('More options, as JSON'), 'textarea'),
            ],
            'submit' => ['title' => $this->l('Save')],
        ]]]);
    }
}
