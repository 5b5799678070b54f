import type { ReadOrderPage } from './thank-you.ts'

export const readSquarespace: ReadOrderPage = ({ pathname, searchParams }) =>
  /\/checkout\/order-confirmed(\/|$)/.test(pathname) ? (searchParams.get('oid') ?? undefined) : null
