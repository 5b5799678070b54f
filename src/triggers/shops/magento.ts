import { ofDocument } from '../../browser/of-document.ts'
import { type ReadOrderPage, textOf } from './order-pages.ts'

/** Magento and Adobe Commerce: the order number is only on the page, for customers with an account in a link. */
export const readMagento: ReadOrderPage = ({ pathname }) =>
  /\/checkout\/onepage\/success(\/|$)/.test(pathname) ||
  ofDocument('body').matches('.checkout-onepage-success')
    ? textOf('.checkout-success .order-number, .checkout-success p span')
    : null
