<?php
// A page of a Magento reduced to what the module calls. The scene comes as JSON in the first argument:
// config (by name), confirms (whether the layout says so), order.
namespace Magento\Framework\App\Config {
    interface ScopeConfigInterface
    {
        public function getValue($path, $scope);
    }
}
namespace Magento\Store\Model {
    interface ScopeInterface
    {
        const SCOPE_STORE = 'store';
    }
}
namespace Magento\Csp\Api {
    interface PolicyCollectorInterface
    {
        public function collect(array $defaultPolicies = []): array;
    }
}
namespace Magento\Csp\Model\Policy {
    class FetchPolicy
    {
        public function __construct(public string $id, public bool $noneAllowed, public array $hostSources)
        {
        }
    }
}
namespace Magento\Checkout\Model {
    class Session
    {
        public function __construct(private $order)
        {
        }
        public function getLastRealOrder()
        {
            return $this->order;
        }
    }
}
namespace Magento\Framework\View\Element\Template {
    class Context
    {
    }
}
namespace Magento\Framework\View\Element {
    class Template
    {
        protected $_storeManager;
        private array $data;
        public function __construct(Template\Context $context, array $data)
        {
            $this->data = $data;
            $this->_storeManager = new class {
                public function getStore()
                {
                    return $this;
                }
                public function getFrontendName()
                {
                    return 'Bean & "Leaf"';
                }
            };
        }
        public function getData($name)
        {
            return $this->data[$name] ?? null;
        }
    }
}
namespace {
    $scene = json_decode($argv[1], true);
    spl_autoload_register(function ($class) {
        require __DIR__ . '/../../integrations/magento/' . str_replace(['Howlikely\\Survey\\', '\\'], ['', '/'], $class) . '.php';
    });
    $config = new class ($scene['config']) implements \Magento\Framework\App\Config\ScopeConfigInterface {
        public function __construct(private array $values)
        {
        }
        public function getValue($path, $scope)
        {
            return $scope === 'store' ? $this->values[str_replace('howlikely/survey/', '', $path)] ?? null : null;
        }
    };
    $escaper = new class {
        public function escapeHtmlAttr($text)
        {
            return htmlspecialchars($text, ENT_QUOTES);
        }
    };
    $order = isset($scene['order']) ? new class ($scene['order']) {
        public function __construct(private array $facts)
        {
        }
        public function getIncrementId()
        {
            return $this->facts['number'];
        }
        public function getGrandTotal()
        {
            return $this->facts['total'];
        }
        public function getOrderCurrencyCode()
        {
            return $this->facts['currency'];
        }
    } : null;
    $settings = new Howlikely\Survey\Model\Settings($config);
    $data = $scene['confirms'] ? ['confirms_order' => true] : [];
    $context = new \Magento\Framework\View\Element\Template\Context();
    $block = new Howlikely\Survey\Block\Tag($context, $settings, new \Magento\Checkout\Model\Session($order), $data);
    $show = function () use ($block, $escaper) {
        require __DIR__ . '/../../integrations/magento/view/frontend/templates/tag.phtml';
    };
    ob_start();
    $show();
    echo json_encode([
        'html' => ob_get_clean(),
        'policies' => (new Howlikely\Survey\Model\CollectorPolicy($settings))->collect([]),
    ]);
}
