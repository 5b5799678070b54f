import { type ReadOrderPage, textOf } from './thank-you.ts'

/**
 * The page's address may be translated, its body's class is not. A payment that failed ends on the same page. The number
 * that the page shows is the one that analytics get; the one in the address may be another.
 */
export const readWooCommerce: ReadOrderPage = ({ pathname, searchParams }) => {
  const received = searchParams.get('order-received')
  const isHere =
    received !== null ||
    /\/order-received(\/|$)/.test(pathname) ||
    document.body.matches('.woocommerce-order-received')
  if (!isHere || document.querySelector('.woocommerce-thankyou-order-failed')) return null
  return textOf('.woocommerce-order-overview__order strong') ?? received ?? /\/(\d+)\/?$/.exec(pathname)?.[1]
}
