import { type ComponentChildren, h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { headOf } from './head.ts'
import type { ReportLanguage } from './words/language-of.ts'

interface Parts {
  title: string
  /** Whether somebody is signed in, and can sign out. */
  signedIn: boolean
  /** @default English */
  language?: ReportLanguage
}

// Plain calls of h, not JSX: Node runs these files as they are.

/** A whole HTML page, from its heading to the notice at the bottom. It has no script and no inline style. */
export function documentOf(
  { title, signedIn, language = 'en' }: Parts,
  ...main: ComponentChildren[]
): string {
  const page = h(
    'html',
    { lang: language },
    headOf(title, h('link', { rel: 'stylesheet', href: '/report.css' })),
    h(
      'body',
      null,
      h(
        'a',
        { class: 'skip', href: '#main' },
        language === 'sv' ? 'Hoppa till innehållet' : 'Skip to the contents',
      ),
      h(
        'header',
        { class: 'top' },
        h('a', { class: 'brand', href: '/report' }, 'howlikely'),
        signedIn ? h(SignOut, null) : null,
      ),
      h('main', { id: 'main' }, h('h1', null, title), ...main),
      h('footer', { class: 'foot', lang: 'en' }, h(Trademarks, null)),
    ),
  )
  return `<!doctype html>${renderToString(page)}`
}

function SignOut() {
  return h('form', { method: 'post', action: '/logout' }, h('button', { class: 'quiet' }, 'Sign out'))
}

function Trademarks() {
  return h(
    'p',
    null,
    'Net Promoter®, NPS®, NPS Prism®, and the NPS-related emoticons are registered trademarks of Bain & Company, Inc., ',
    'NICE Systems, Inc., and Fred Reichheld. Net Promoter Score℠ and Net Promoter System℠ are service marks of ',
    'Bain & Company, Inc., NICE Systems, Inc., and Fred Reichheld.',
  )
}
