<?php
declare(strict_types=1);

namespace Howlikely\Survey\Block;

use Howlikely\Survey\Model\Settings;
use Magento\Checkout\Model\Session;
use Magento\Framework\View\Element\Template;
use Magento\Framework\View\Element\Template\Context;

/** The tag, with the order's facts where the layout says that the page confirms one. */
class Tag extends Template
{
    public function __construct(
        Context $context,
        private readonly Settings $settings,
        private readonly Session $session,
        array $data = []
    ) {
        parent::__construct($context, $data);
    }

    public function options(): ?string
    {
        return $this->settings->options();
    }

    /** The tag's attributes; none while no collector is set. */
    public function attributes(): array
    {
        $collector = $this->settings->collector();
        if ($collector === '') {
            return [];
        }
        $company = $this->settings->value('company');
        $all = [
            'src' => $collector . '/howlikely.js',
            'data-endpoint' => $collector . '/responses',
            'data-company' => $company !== '' ? $company : $this->_storeManager->getStore()->getFrontendName(),
            'data-site' => $this->settings->value('site'),
            'data-consent' => $this->settings->value('consent'),
        ];
        return array_filter($all, static fn (?string $value) => $value !== null && $value !== '') + $this->order();
    }

    /** The order just placed. Only the page that confirms it asks, which Magento keeps out of caches. */
    private function order(): array
    {
        $order = $this->getData('confirms_order') ? $this->session->getLastRealOrder() : null;
        if (!$order || !$order->getIncrementId()) {
            return [];
        }
        return [
            'data-trigger' => 'checkout',
            // The number that the page shows and analytics get: heard twice, it is one order.
            'data-ref' => (string) $order->getIncrementId(),
            'data-value' => (string) $order->getGrandTotal(),
            'data-currency' => (string) $order->getOrderCurrencyCode(),
        ];
    }
}
