import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createDemoServer } from '../../demo/server.ts'
import { listen } from './site.ts'

/** The demo shop with the built files on its own origin, and no collector anywhere. */
export interface RunningShop {
  url: string
  /** The page after a purchase, with what lets a driven browser be asked, and at once. */
  thankYou(order: string, tag?: TagOptions): string
  /** A page on which nothing happens. */
  home(tag?: TagOptions): string
  stop(): Promise<void>
}

/** Options on the tag, by their attributes' names without `data-`. */
export type TagOptions = Readonly<Record<string, string>>

/** What such a site and one with nothing but the tag have in common. */
export type TaggedSite = Pick<RunningShop, 'url' | 'thankYou' | 'home' | 'stop'>

const folder = join(import.meta.dirname, '../../dist/browser')

/** The built files by the path at which they are served. Read once, so that a build during a long run changes nothing. */
export const readBuilt = () =>
  new Map(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter(name => name.endsWith('.js'))
      .map(name => [`/widget/${name.replaceAll('\\', '/')}`, readFileSync(join(folder, name), 'utf8')]),
  )

const scriptType = { headers: { 'content-type': 'text/javascript; charset=utf-8' } }
const pageType = { headers: { 'content-type': 'text/html; charset=utf-8' } }

/** Says in a page's address where its tag takes the scripts from, unless it is the site's own host. */
const scriptsFrom = 'scripts-from'

/** Options that let the tag of a bare site take the scripts from another host. */
export const scriptsOf = (host: { url: string }): TagOptions => ({ [scriptsFrom]: host.url })

/** Pages with nothing in them but the tag, which has the attributes that the address says: quickly loaded. */
export async function startBareSite(): Promise<TaggedSite> {
  const files = readBuilt()
  const { url, stop } = await listen(request => {
    const { pathname, searchParams } = new URL(request.url)
    const file = files.get(pathname)
    if (file !== undefined) return new Response(file, scriptType)
    const host = searchParams.get(scriptsFrom) ?? ''
    searchParams.delete(scriptsFrom)
    const attributes = [...searchParams].map(([name, value]) => ` data-${name}="${value}"`).join('')
    return new Response(
      `<!doctype html><html lang="en"><title>Shop</title><script async src="${host}/widget/howlikely.js"${attributes}></script>`,
      pageType,
    )
  })
  const usual = { automation: 'ask', delay: '0s' }
  const at = (path: string, tag: TagOptions) => `${url}${path}?${new URLSearchParams({ ...usual, ...tag })}`
  return {
    url,
    thankYou: (order, tag = {}) => at('/thank-you', { trigger: 'checkout', ref: order, ...tag }),
    home: (tag = {}) => at('/', tag),
    stop,
  }
}

/** @param endpoint where answers go unless the tag says otherwise; the shop keeps what the tag says for the visit */
export async function startShop(endpoint: string): Promise<RunningShop> {
  const files = readBuilt()
  let shop = (_request: Request): Promise<Response> => Promise.reject(new Error('not yet listening'))
  const { url, stop } = await listen(request => {
    const file = files.get(new URL(request.url).pathname)
    return file === undefined
      ? shop(request)
      : new Response(file, {
          headers: {
            'content-type': 'text/javascript; charset=utf-8',
            // The shop has more than one host, and the files are on one.
            'access-control-allow-origin': '*',
          },
        })
  })
  shop = createDemoServer({ widgetUrl: `${url}/widget/howlikely.js`, endpoint })
  const at = (path: string, parameters: Readonly<Record<string, string>>, tag: TagOptions) => {
    const options = Object.entries({ automation: 'ask', delay: '0s', ...tag })
    const all = [...Object.entries(parameters), ...options.map(([name, value]) => [`tag-${name}`, value])]
    return `${url}${path}?${new URLSearchParams(all)}`
  }
  return {
    url,
    thankYou: (order, tag = {}) => at('/thank-you/sample', { order, value: '59.90', currency: 'EUR' }, tag),
    home: (tag = {}) => at('/', {}, tag),
    stop,
  }
}
