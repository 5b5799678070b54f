/** What a script element of a page tells howlikely. */
export interface PageOptions {
  /** The tag's `data-` attributes, as `dataset` names them. */
  tag: Readonly<Record<string, string>>
  block: Readonly<Record<string, unknown>>
}

const elements = /<script\b([^>]*)>([\s\S]*?)<\/script>/g
const attributes = /([\w-]+)(?:="([^"]*)")?/g

const unescaped = (text: string) =>
  text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
const camelCase = (name: string) => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())

const attributesOf = (text: string): Map<string, string> =>
  new Map([...text.matchAll(attributes)].map(([, name = '', value = '']) => [name, unescaped(value)]))

/** The tag and the JSON block in a piece of HTML; null if there is neither. */
export function readTags(html: string): PageOptions | null {
  let tag: PageOptions['tag'] | null = null
  let block: PageOptions['block'] | null = null
  for (const [, text = '', content = ''] of html.matchAll(elements)) {
    const all = attributesOf(text)
    if (all.has('data-howlikely')) block = JSON.parse(content)
    if (!/howlikely(\.full)?\.js$/.test(all.get('src') ?? '')) continue
    const own = [...all].filter(([name]) => name.startsWith('data-'))
    tag = Object.fromEntries(own.map(([name, value]) => [camelCase(name.slice('data-'.length)), value]))
  }
  // A block alone is for a page whose tag says where answers go.
  return tag || block ? { tag: tag ?? { endpoint: '/' }, block: block ?? {} } : null
}
