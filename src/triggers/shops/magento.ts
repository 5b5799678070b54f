import { ofDocument } from '../../browser/of-document.ts'
import { type ReadOrderPage, textOf } from './order-pages.ts'

/** Magento and Adobe Commerce: the order's number stands on the page alone, in a link for who has an account. */
export const readMagento: ReadOrderPage = ({ pathname }) =>
  /\/checkout\/onepage\/success(\/|$)/.test(pathname) ||
  ofDocument('body').matches('.checkout-onepage-success')
    ? textOf('.checkout-success .order-number, .checkout-success p span')
    : null
