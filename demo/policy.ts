import type { Scenario } from './scenario.ts'

/**
 * A policy as strict as a careful shop's: no inline scripts or styles, and apart from the shop's own origin only what
 * the widget needs: the origin of its script, and that of the endpoint.
 */
export function contentSecurityPolicy(widgetUrl: URL, endpoint: URL, csp: Scenario['csp']): string {
  return [
    `default-src 'none'`,
    `script-src 'self' ${widgetUrl.origin}`,
    `connect-src 'self' ${endpoint.origin}`,
    `style-src 'self'`,
    `img-src 'self' data:`,
    `form-action 'self'`,
    `base-uri 'none'`,
    `frame-ancestors 'none'`,
    ...(csp === 'trusted-types' ? [`require-trusted-types-for 'script'`, 'trusted-types howlikely'] : []),
  ].join('; ')
}
