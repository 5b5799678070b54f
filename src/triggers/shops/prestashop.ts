import { ofDocument } from '../../browser/of-document.ts'
import type { ReadOrderPage } from './order-pages.ts'

/** The page's URL may be translated; its parameters and its body's id are not. */
export const readPrestaShop: ReadOrderPage = ({ searchParams }) =>
  ofDocument('body').id === 'order-confirmation' ||
  ['id_cart', 'id_module', 'key'].every(name => searchParams.has(name))
    ? (searchParams.get('id_order') ?? undefined)
    : null
