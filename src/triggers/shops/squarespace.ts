import type { ReadOrderPage } from './order-pages.ts'

export const readSquarespace: ReadOrderPage = ({ pathname, searchParams }) =>
  /\/checkout\/order-confirmed(\/|$)/.test(pathname) ? (searchParams.get('oid') ?? undefined) : null
