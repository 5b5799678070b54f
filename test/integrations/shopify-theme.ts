import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const extensions = join(import.meta.dirname, '../../integrations/shopify/extensions')
const block = readFileSync(join(extensions, 'howlikely-theme/blocks/howlikely.liquid'), 'utf8')

const escaped = (text: string) =>
  text.replace(/[&<>"']/g, sign => `&#${sign.charCodeAt(0)};`).replaceAll('&#38;', '&amp;')

/** The block's schema. */
export const schema: { target: string; settings: { id: string; type: string; default?: string }[] } =
  JSON.parse(/\{% schema %\}([\s\S]*)\{% endschema %\}/.exec(block)?.[1] ?? '')

/** What the block prints, using the Liquid that it needs: one `if`, `default` and `escape`. Throws if it uses more. */
export function renderBlock(settings: Readonly<Record<string, string>>): string {
  const all: Record<string, string> = { 'shop.name': 'Bean & "Leaf"', 'request.locale.iso_code': 'en' }
  for (const { id, default: otherwise = '' } of schema.settings)
    all[`block.settings.${id}`] = settings[id] ?? otherwise
  const template = block.replace(/\{% schema %\}[\s\S]*/, '')
  const [, condition = '', content = ''] =
    /^\{%-? if ([\w.]+) != blank -?%\}([\s\S]*?)\{%-? endif -?%\}\s*$/.exec(template) ?? []
  if (!all[condition]) return ''
  return content.replace(/\{\{ ([\w.]+)((?: \| [\w: .]+)*) \}\}/g, (_all, name: string, filters: string) =>
    filters
      .split(' | ')
      .slice(1)
      .reduce((text, filter) => {
        if (filter === 'escape') return escaped(text)
        const [, other = ''] = /^default: ([\w.]+)$/.exec(filter) ?? []
        if (!(other in all)) throw new Error(`Liquid's filter ${filter} is not known here.`)
        return text || (all[other] ?? '')
      }, all[name] ?? ''),
  )
}

/** What the pixel leaves in local storage after a checkout. */
export function runPixel(checkout: object, settings: { site?: string } = {}): [key: string, value: string][] {
  const source = readFileSync(join(extensions, 'howlikely-pixel/src/index.js'), 'utf8')
  const left: [string, string][] = []
  const browser = { localStorage: { setItem: (key: string, value: string) => left.push([key, value]) } }
  const analytics = {
    subscribe(name: string, handler: (event: object) => void) {
      if (name === 'checkout_completed') handler({ name, data: { checkout } })
    },
  }
  const register = (run: (api: object) => void) => run({ analytics, browser, settings, init: {} })
  new Function('register', source.replace(/^import .*$/m, ''))(register)
  return left
}
