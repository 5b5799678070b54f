import { ofDocument } from '../../browser/of-document.ts'
import { type ReadOrderPage, textOf } from './order-pages.ts'

// Rendered either by the shop's older template, or by the blocks that are to replace it.
const failed = '.woocommerce-thankyou-order-failed,.wc-block-order-confirmation-status__actions'
const number =
  '.woocommerce-order-overview__order strong,.wc-block-order-confirmation-summary-list-item__value'

/**
 * The page's URL may be translated; its body's class is not. A failed payment ends on the same page. The number shown on
 * the page is the one that analytics get; the one in the URL may be another.
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
