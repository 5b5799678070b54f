import { h } from 'preact'
import { categoryOf } from '../figures/category.ts'
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
    h('p', { class: `given ${category}` }, h('strong', null, score), ' ', category),
    // The visitor's own words, in whatever direction they are written.
    h('blockquote', { dir: 'auto', lang: locale }, reason),
    h(
      'p',
      { class: 'meta' },
      h('time', { dateTime: new Date(at).toISOString() }, instantText(at)),
      ref === null ? null : h('span', null, `${triggerName} `, h('bdi', null, ref)),
      pageUrl === null ? null : h('bdi', null, pageUrl),
      h('span', null, locale),
      selfSelected ? h('span', null, 'self-selected') : null,
      verified ? h('span', null, 'verified') : null,
    ),
  )
}
