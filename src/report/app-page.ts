import { h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { headOf } from './head.ts'

interface AppPage {
  /** Addresses of what Vite has built. */
  script: string
  styles: readonly string[]
  /** What the view will ask the API for, answered already, so that the first paint shows it. */
  first: Readonly<Record<string, unknown>>
  /** Made-up data, to look at. */
  isExample: boolean
}

/** The page of the report's application: an empty place that is filled by its script, and the first figures as data. */
export function appPage({ script, styles, first, isExample }: AppPage): string {
  // Nothing in the data may end the element that it stands in.
  const json = JSON.stringify(first).replaceAll('<', String.raw`\u003c`)
  const page = h(
    'html',
    { lang: 'en' },
    headOf(
      'Report',
      styles.map(href => h('link', { key: href, rel: 'stylesheet', href })),
      // Else the browser asks for one that is not there.
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
