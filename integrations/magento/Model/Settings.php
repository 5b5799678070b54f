<?php
declare(strict_types=1);

namespace Howlikely\Survey\Model;

use Magento\Framework\App\Config\ScopeConfigInterface;
use Magento\Store\Model\ScopeInterface;

/** What is set under Stores, Configuration, General, howlikely, for the store that is shown. */
class Settings
{
    public function __construct(private readonly ScopeConfigInterface $config)
    {
    }

    /** The collector's address without a slash at its end; empty where none is set, or what is set is no address. */
    public function collector(): string
    {
        $address = rtrim(trim($this->value('collector')), '/');
        return preg_match('~^https?://[^\s"\'<>]+$~', $address) ? $address : '';
    }

    public function value(string $name): string
    {
        return (string) $this->config->getValue('howlikely/survey/' . $name, ScopeInterface::SCOPE_STORE);
    }

    /** The options as JSON that no element can end; null where there are none that can be read. */
    public function options(): ?string
    {
        $options = json_decode($this->value('options'));
        return is_object($options)
            ? json_encode($options, JSON_HEX_TAG | JSON_HEX_AMP | JSON_UNESCAPED_SLASHES | JSON_THROW_ON_ERROR)
            : null;
    }
}
