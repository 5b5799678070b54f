import type { ResponseRecord } from '../../protocol/response.ts'
import type { GivenName } from '../../report/api/surveys.ts'
import type { Digest, DigestSurvey } from './digest.ts'
import type { Body, DueMessage, Fall } from './message.ts'

/** An answer, as a message reports it. */
export interface NamedAnswer {
  record: ResponseRecord
  /** The team's name for the survey, with its site if there are several. */
  survey: string
}

/** The complete content of a message: what waits in the store, plus what it is about. */
export type Content =
  | { kind: 'alert'; rule: { id: string; name: string }; answer: NamedAnswer; link: string | null }
  | { kind: 'fall'; rule: { id: string; name: string }; fall: Fall; survey: string; link: string | null }
  | {
      kind: 'digest'
      digest: Digest
      surveys: readonly NamedSurvey[]
      calls: readonly NamedAnswer[]
      link: string | null
    }
  | { kind: 'test'; link: string | null }

/** A survey's week, with the team's name for the survey. */
export interface NamedSurvey extends DigestSurvey {
  name: string
}

interface ContentContext {
  names: readonly GivenName[]
  /** Where people reach the report, without a trailing slash; null if nobody has set it. */
  publicUrl: string | null
  /** The records of a digest's answers, as far as they still exist. */
  calls?: readonly ResponseRecord[]
}

/** Null if what it is about has been erased since. */
export function contentOf(
  { body, record }: Pick<DueMessage, 'body' | 'record'>,
  { names, publicUrl, calls = [] }: ContentContext,
): Content | null {
  const answerOf = (record: ResponseRecord): NamedAnswer => ({ record, survey: nameIn(names, record) })
  switch (body.kind) {
    case 'alert': {
      if (record === null) return null
      // Not checked: it passed the schema when it was stored.
      const answer = answerOf(JSON.parse(record))
      return {
        kind: 'alert',
        rule: body.rule,
        answer,
        link: linkTo(publicUrl, answersOf(body, answer.record)),
      }
    }
    case 'fall': {
      const { site, survey, kind } = body.fall
      const link = linkTo(publicUrl, `trend?${new URLSearchParams({ site, survey, kind, period: '30d' })}`)
      return { kind: 'fall', rule: body.rule, fall: body.fall, survey: nameIn(names, body.fall), link }
    }
    case 'digest': {
      const { from, to } = body.digest
      const link = linkTo(publicUrl, `?${new URLSearchParams({ from, to })}`)
      const surveys = body.digest.surveys.map(survey => ({ ...survey, name: nameIn(names, survey) }))
      return { kind: 'digest', digest: body.digest, surveys, calls: calls.map(answerOf), link }
    }
    case 'test':
      return { kind: 'test', link: linkTo(publicUrl, 'alerts') }
  }
}

/** Link to the answers of the same survey, group and day. */
function answersOf({ category }: Extract<Body, { kind: 'alert' }>, record: ResponseRecord): string {
  const day = (record.endedAt ?? record.askedAt).slice(0, 10)
  const { site, survey, kind } = record
  return `answers?${new URLSearchParams({ site, survey, kind, category, from: day, to: day })}`
}

const linkTo = (publicUrl: string | null, view: string): string | null =>
  publicUrl === null ? null : `${publicUrl}/report/app${view.startsWith('?') ? '' : '/'}${view}`

/** The team's name for a survey, with its site unless it is the usual one. */
export function nameIn(
  names: readonly GivenName[],
  { site, survey }: { site: string; survey: string },
): string {
  const found = (of: string | null) => names.find(given => given.site === site && given.survey === of)?.name
  const own = found(survey) ?? survey
  const place = found(null) ?? site
  return place === 'main' ? own : `${own} (${place})`
}
