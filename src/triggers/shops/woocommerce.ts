import { ofDocument } from '../../browser/of-document.ts'
import { type ReadOrderPage, textOf } from './order-pages.ts'

// Each is drawn by the shop's older template, or by the blocks that are to take its place.
const failed = '.woocommerce-thankyou-order-failed,.wc-block-order-confirmation-status__actions'
const number =
  '.woocommerce-order-overview__order strong,.wc-block-order-confirmation-summary-list-item__value'

/**
 * The page's address may be translated, its body's class is not. A payment that failed ends on the same page. The number
 * that the page shows is the one that analytics get; the one in the address may be another.
 */
export const readWooCommerce: ReadOrderPage = ({ pathname, searchParams }) => {
  const received = searchParams.get('order-received')
  const isHere =
    received !== null ||
    /\/order-received(\/|$)/.test(pathname) ||
    ofDocument('body').matches('.woocommerce-order-received')
  if (!isHere || document.querySelector(failed)) return null
  return textOf(number) ?? received ?? /\/(\d+)\/?$/.exec(pathname)?.[1]
}
