import type { ReadOrderPage } from './order-pages.ts'

/** BigCommerce's page renders the order number later, if at all. */
export const readBigCommerce: ReadOrderPage = ({ pathname }) =>
  /\/checkout\/order-confirmation(\/|$)/.test(pathname) ? undefined : null
