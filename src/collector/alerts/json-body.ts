import { categoryOf } from '../../figures/category.ts'
import type { Content, NamedAnswer } from './content.ts'
import type { DueMessage } from './message.ts'
import { addressOf } from './sentences.ts'

/** The body sent to a hook of the kind json, signed as it is: the same on every try. */
export function jsonBody(content: Content, { id, madeAt }: Pick<DueMessage, 'id' | 'madeAt'>): string {
  return JSON.stringify({
    schema: 1,
    id,
    type: content.kind,
    at: new Date(madeAt).toISOString(),
    ...said(content),
    link: content.link,
  })
}

function said(content: Content): object {
  switch (content.kind) {
    case 'alert':
      return { rule: content.rule, answer: answerOf(content.answer) }
    case 'fall':
      return { rule: content.rule, fall: { ...content.fall, days: 30 } }
    case 'digest': {
      const { digest, surveys, calls } = content
      const { from, to, openFollowUps } = digest
      const figures = surveys.map(({ points, ...survey }) => survey)
      return {
        digest: {
          from,
          to,
          surveys: figures,
          ...(openFollowUps === null ? {} : { openFollowUps }),
          calls: calls.map(answerOf),
        },
      }
    }
    case 'test':
      return {}
  }
}

function answerOf({ record }: NamedAnswer) {
  const { trigger, respondent } = record
  return {
    id: record.id,
    site: record.site,
    survey: record.survey,
    kind: record.kind,
    score: record.score,
    category: record.score === null ? null : categoryOf(record.score),
    question: record.question,
    reason: record.reason,
    locale: record.locale,
    at: record.endedAt ?? record.askedAt,
    trigger: {
      name: trigger.name,
      ref: trigger.ref ?? null,
      value: trigger.value ?? null,
      currency: trigger.currency ?? null,
      properties: trigger.properties ?? {},
    },
    respondent: respondent ? { id: respondent.id, traits: respondent.traits ?? {} } : null,
    /** Only if the visitor allowed contact. */
    email: addressOf(record),
  }
}
