import { h } from 'preact'
import { categoryOf } from '../figures/category.ts'
import { isLanguageTag } from '../protocol/language-tag.ts'
import { plainText, visitorsText } from './plain-text.ts'
import type { Reason } from './reason.ts'
import { instantText } from './wording.ts'

export function ReasonList({ reasons }: { reasons: readonly Reason[] }) {
  return h(
    'ol',
    { class: 'reasons' },
    reasons.map(reason => h('li', { key: reason.id }, h(ReasonItem, { reason }))),
  )
}

function ReasonItem({
  reason: { score, reason, at, triggerName, ref, pageUrl, locale, selfSelected, verified },
}: {
  reason: Reason
}) {
  const category = categoryOf(score)
  return h(
    'article',
    { class: 'reason' },
    h(
      'p',
      { class: `given ${category}` },
      h('strong', null, score),
      ' ',
      category,
      selfSelected ? h(Mark, null, 'self-selected') : null,
      verified ? h(Mark, null, 'verified') : null,
    ),
    // The visitor's own words, in whatever direction they are written.
    h('blockquote', { dir: 'auto', ...(isLanguageTag(locale) && { lang: locale }) }, visitorsText(reason)),
    h(
      'div',
      { class: 'meta' },
      h('time', { dateTime: new Date(at).toISOString() }, instantText(at)),
      h('dl', { class: 'said' }, [
        ref === null ? null : h(Said, { key: 'trigger', label: 'Trigger', text: triggerName }),
        ref === null ? null : h(Said, { key: 'ref', label: 'Ref', text: ref }),
        pageUrl === null ? null : h(Said, { key: 'page', label: 'Page', text: pathOf(pageUrl) }),
        h(Said, { key: 'language', label: 'Language', text: languageText(locale) }),
      ]),
    ),
  )
}

/** The path alone: the host is the same in every row. */
const pathOf = (page: string) => page.replace(/^https?:\/\/[^/]*/, '') || '/'

const languages = new Intl.DisplayNames('en', { type: 'language' })

/** "German" for `de`; the text itself if it is no language. */
const languageText = (tag: string) => (isLanguageTag(tag) ? (languages.of(tag) ?? tag) : tag)

/** Something the collector itself says about an answer. */
function Mark({ children }: { children?: string }) {
  return [' ', h('span', { class: 'mark' }, children)]
}

/** Something from the message, which anyone may have written: always with its label, and never looking like a mark. */
function Said({ label, text }: { label: string; text: string }) {
  return h('div', null, h('dt', null, label), ' ', h('dd', null, h('bdi', null, plainText(text))))
}
