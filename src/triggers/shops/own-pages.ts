import { pagePath } from '../../browser/page-path.ts'
import { matchesPath } from '../../eligibility/path.ts'
import type { SourceContext } from '../source.ts'
import type { ReadOrderPage } from './order-pages.ts'

const isPage = (page: unknown): page is { path: string; refParameter?: string } =>
  /^[/*]/.test(`${Object(page).path}`)

/** The site's own `thankYouPages`; as everywhere, a list with a wrong entry counts as empty. */
export const readOwnPages =
  (context: SourceContext): ReadOrderPage =>
  address => {
    const pages = context.option('thankYouPages')
    if (!Array.isArray(pages) || !pages.every(isPage)) return null
    const page = pages.find(({ path }) => matchesPath(path, pagePath(address)))
    return page ? (address.searchParams.get(`${page.refParameter}`) ?? undefined) : null
  }
