import { html } from 'hono/html'
import { visitorsText } from '../../report/plain-text.ts'
import type { Content, NamedAnswer, NamedSurvey } from './content.ts'
import { aboutOf, addressOf, fallText, weekName, weekText } from './sentences.ts'

/** The content of a mail, once as text and once as HTML that loads nothing. */
export interface MailText {
  subject: string
  text: string
  html: string
}

/** A line of a mail, or several lines under a heading. */
type Part =
  | { is: 'heading'; text: string }
  | { is: 'line'; text: string }
  | { is: 'quote'; text: string }
  | { is: 'item'; text: string }

const heading = (text: string): Part => ({ is: 'heading', text })
const line = (text: string): Part => ({ is: 'line', text })
const quote = (text: string): Part => ({ is: 'quote', text })
const item = (text: string): Part => ({ is: 'item', text })

export function mailText(content: Content): MailText {
  const parts = partsOf(content)
  const { link } = content
  return {
    subject: clipped(oneLine(subjectOf(content)), 150),
    text: `${[...parts.map(asText), ...(link === null ? [] : ['', link])].join('\n').trimStart()}\n`,
    html: asHtml(parts, link),
  }
}

function subjectOf(content: Content): string {
  switch (content.kind) {
    case 'alert':
      return `${content.answer.record.score} of 10: ${content.answer.survey} – ${content.rule.name}`
    case 'fall':
      return `The score of ${content.survey} has fallen – ${content.rule.name}`
    case 'digest':
      return `The week from ${weekName(content.digest.from, content.digest.to)}`
    case 'test':
      return 'A test of howlikely'
  }
}

function partsOf(content: Content): Part[] {
  switch (content.kind) {
    case 'alert':
      return [heading(content.rule.name), ...answerParts(content.answer)]
    case 'fall':
      return [heading(content.rule.name), line(`${content.survey}: ${fallText(content.fall)}.`)]
    case 'digest': {
      const { digest, surveys, calls } = content
      return [
        heading(`The week from ${weekName(digest.from, digest.to)}`),
        ...(surveys.length === 0 ? [line('No answers, and none in the week before.')] : []),
        ...surveys.flatMap(surveyParts),
        ...(digest.openFollowUps === null ? [] : [line(`Open follow-ups: ${digest.openFollowUps}`)]),
        ...(calls.length === 0 ? [] : [heading('Whom to call'), ...calls.flatMap(answerParts)]),
      ]
    }
    case 'test':
      return [line('This is a test: messages of howlikely arrive here.')]
  }
}

function surveyParts(survey: NamedSurvey): Part[] {
  return [
    heading(survey.name),
    line(`${weekText(survey)}.`),
    ...survey.tags.map(({ name, answers, answersBefore }) =>
      item(`Heard of more: ${name}, ${answers} (${answersBefore === 0 ? 'new' : `before ${answersBefore}`})`),
    ),
  ]
}

function answerParts({ record, survey }: NamedAnswer): Part[] {
  const about = aboutOf(record).map(([name, value]) => `${name} ${value}`)
  const address = addressOf(record)
  return [
    line([`${record.score} of 10`, survey, ...about].join(' · ')),
    ...(record.reason ? [quote(record.reason)] : []),
    ...(address === null ? [] : [line(`May be written to: ${address}`)]),
  ]
}

/** Nothing in it changes the direction of the text next to it, or starts a new line. */
const oneLine = (text: string) =>
  visitorsText(text)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()

const linesOf = (text: string) =>
  visitorsText(text)
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map(oneLine)

function asText(part: Part): string {
  switch (part.is) {
    case 'heading':
      return `\n${oneLine(part.text)}`
    case 'line':
      return oneLine(part.text)
    case 'quote':
      return linesOf(part.text)
        .map(line => `> ${line}`)
        .join('\n')
    case 'item':
      return `- ${oneLine(part.text)}`
  }
}

const styles = {
  body: 'font: 16px/1.5 system-ui, sans-serif; max-width: 40em',
  quote: 'margin: 0 0 1em; padding-left: .75em; border-left: 3px solid #999; white-space: pre-line',
}

function asHtml(parts: readonly Part[], link: string | null): string {
  const inner = parts.map(partHtml)
  const end = link === null ? '' : html`<p><a href="${link}">Open the report</a></p>\n`
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>howlikely</title></head>
<body style="${styles.body}">
${inner}${end}</body></html>
`
  return String(page)
}

function partHtml(part: Part) {
  switch (part.is) {
    case 'heading':
      return html`<h2>${oneLine(part.text)}</h2>\n`
    case 'line':
      return html`<p>${oneLine(part.text)}</p>\n`
    case 'quote':
      return html`<blockquote style="${styles.quote}">${linesOf(part.text).join('\n')}</blockquote>\n`
    case 'item':
      return html`<p>• ${oneLine(part.text)}</p>\n`
  }
}

const clipped = (text: string, longest: number) =>
  text.length <= longest ? text : `${text.slice(0, longest - 1)}…`
