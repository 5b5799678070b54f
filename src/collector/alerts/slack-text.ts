import type { Content, NamedAnswer, NamedSurvey } from './content.ts'
import { aboutOf, fallText, weekName, weekText } from './sentences.ts'
import { slackEscaped, slackQuote, slackSafe } from './slack-safe.ts'

/** The text posted to a channel. It contains no e-mail address and no visitor's name, whatever the record holds. */
export function slackText(content: Content): string {
  return [...linesOf(content), ...(content.link === null ? [] : [linkText(content.link)])].join('\n')
}

function linesOf(content: Content): string[] {
  switch (content.kind) {
    case 'alert':
      return [`*${slackSafe(content.rule.name)}*`, ...answerLines(content.answer)]
    case 'fall':
      return [`*${slackSafe(content.rule.name)}*`, `${slackSafe(content.survey)}: ${fallText(content.fall)}.`]
    case 'digest': {
      const { digest, surveys, calls } = content
      return [
        `*The week from ${weekName(digest.from, digest.to)}*`,
        ...(surveys.length === 0 ? ['No answers, and none in the week before.'] : []),
        ...surveys.flatMap(surveyLines),
        ...(digest.openFollowUps === null ? [] : [`Open follow-ups: ${digest.openFollowUps}`]),
        ...(calls.length === 0 ? [] : ['*Whom to call*', ...calls.flatMap(answerLines)]),
      ]
    }
    case 'test':
      return ['This is a test: messages of howlikely arrive here.']
  }
}

function surveyLines(survey: NamedSurvey): string[] {
  const { tags } = survey
  const rising = tags.map(({ name, answers, answersBefore }) =>
    answersBefore === 0
      ? `${slackSafe(name)} (${answers}, new)`
      : `${slackSafe(name)} (${answers}, before ${answersBefore})`,
  )
  return [
    `• *${slackSafe(survey.name)}*: ${weekText(survey)}.`,
    ...(rising.length === 0 ? [] : [`   Heard of more: ${rising.join(', ')}`]),
  ]
}

function answerLines({ record, survey }: NamedAnswer): string[] {
  const about = aboutOf(record).map(([name, value]) => `${name} ${slackSafe(value)}`)
  const reason = record.reason === null ? '' : slackQuote(record.reason)
  return [
    [`*${record.score} of 10*`, slackSafe(survey), ...about].join(' · '),
    ...(reason === '' ? [] : [`> ${reason}`]),
  ]
}

/** Our own link: nothing in it comes from a visitor. */
const linkText = (link: string) => `<${slackEscaped(link)}|Open the report>`
