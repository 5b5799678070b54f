import { h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { headOf } from './head.ts'

interface AppPage {
  /** URLs of the files that Vite has built. */
  script: string
  styles: readonly string[]
  /** Responses to the API calls the view will make, so that the first paint shows them. */
  first: Readonly<Record<string, unknown>>
  /** Whether the data is made up, for a look around. */
  isExample: boolean
}

/** The page of the report's application: an empty element for its script to fill, and the first figures as data. */
export function appPage({ script, styles, first, isExample }: AppPage): string {
  // Nothing in the data may end the element it is in.
  const json = JSON.stringify(first).replaceAll('<', String.raw`\u003c`)
  const page = h(
    'html',
    { lang: 'en' },
    headOf(
      'Report',
      styles.map(href => h('link', { key: href, rel: 'stylesheet', href })),
      // Otherwise the browser requests a favicon that doesn't exist.
      h('link', { rel: 'icon', href: 'data:,' }),
      h('script', { type: 'module', src: script }),
    ),
    h(
      'body',
      null,
      h('div', { id: 'app', 'data-example': isExample ? 'yes' : undefined }),
      h(
        'noscript',
        null,
        h('p', null, 'This view needs JavaScript. ', h('a', { href: '/report' }, 'The report without it')),
      ),
      h('script', {
        id: 'first',
        type: 'application/json',
        dangerouslySetInnerHTML: { __html: json },
      }),
    ),
  )
  return `<!doctype html>${renderToString(page)}`
}
