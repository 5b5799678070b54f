import { h } from 'preact'
import { documentOf } from './document.ts'
import type { SurveyKey } from './figures.ts'
import { plainText } from './plain-text.ts'
import type { Reason } from './reason.ts'
import { ReasonList } from './reason-list.ts'

interface OlderReasons extends SurveyKey {
  /** The team's name for it. @default its id */
  name?: string | undefined
  reasons: readonly Reason[]
  /** The URL of the next page of reasons, or null. */
  olderReasons: string | null
}

/** A survey's older reasons, which the report doesn't show. */
export function reasonsPage({ survey, name = survey, site, reasons, olderReasons }: OlderReasons): string {
  return documentOf(
    { title: `Older reasons: ${plainText(name)}`, signedIn: true },
    h(
      'p',
      { class: 'hint' },
      `Site ${plainText(site)} · `,
      h('a', { href: '/report' }, 'Back to the report'),
    ),
    h(
      'div',
      { class: 'card' },
      reasons.length === 0 ? h('p', null, 'There are no older reasons.') : h(ReasonList, { reasons }),
      olderReasons === null ? null : h('p', null, h('a', { href: olderReasons }, 'Older reasons')),
    ),
  )
}
