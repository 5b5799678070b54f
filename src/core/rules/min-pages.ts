import type { Rule } from '../rule.ts'
import { verdict } from '../verdict.ts'

/** So many page views in this visit, this one included. */
export const minPages: Rule = ({ minPages }, { seen }) => {
  const pages = seen?.pages ?? 0
  return verdict('min-pages', pages >= minPages, pages, minPages)
}
