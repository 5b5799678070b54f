import type { ReadOrderPage } from './order-pages.ts'

/**
 * Stripe's Checkout and its payment links come back to an address of the shop's own, with the session's id where the shop
 * wrote `session_id={CHECKOUT_SESSION_ID}`. Others call their sessions so, too, but not by such ids.
 * https://docs.stripe.com/payments/checkout/custom-success-page
 */
export const readStripe: ReadOrderPage = ({ searchParams }) =>
  /^cs_(live|test)_\w+$/.exec(searchParams.get('session_id') ?? '')?.[0] ?? null
