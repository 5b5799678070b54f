<?php
declare(strict_types=1);

namespace Howlikely\Survey\Model;

use Magento\Csp\Api\PolicyCollectorInterface;
use Magento\Csp\Model\Policy\FetchPolicy;

/** Allows the collector's host in the store's Content Security Policy: its scripts, and sending answers to it. */
class CollectorPolicy implements PolicyCollectorInterface
{
    public function __construct(private readonly Settings $settings)
    {
    }

    public function collect(array $defaultPolicies = []): array
    {
        $parts = parse_url($this->settings->collector());
        if (!isset($parts['host'])) {
            return $defaultPolicies;
        }
        $origin = $parts['scheme'] . '://' . $parts['host'] . (isset($parts['port']) ? ':' . $parts['port'] : '');
        foreach (['script-src', 'connect-src'] as $directive) {
            $defaultPolicies[] = new FetchPolicy($directive, false, [$origin]);
        }
        return $defaultPolicies;
    }
}
