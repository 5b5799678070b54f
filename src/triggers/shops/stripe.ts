import type { ReadOrderPage } from './order-pages.ts'

/**
 * Stripe's Checkout and its payment links return to a URL of the shop's own, with the session's id if the shop wrote
 * `session_id={CHECKOUT_SESSION_ID}`. Others use that parameter, too, but not with such ids.
 * https://docs.stripe.com/payments/checkout/custom-success-page
 */
export const readStripe: ReadOrderPage = ({ searchParams }) =>
  /^cs_(live|test)_\w+$/.exec(searchParams.get('session_id') ?? '')?.[0] ?? null
