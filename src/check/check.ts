import type { Explanation, Findings } from '../conductor/explanation.ts'
import { judge } from '../core/eligibility.ts'
import type { Check } from './check-part.ts'
import { optionProblems } from './option-problems.ts'
import { instantInWords, ruleSentence } from './rule-sentence.ts'
import * as english from './words/en.ts'
import * as swedish from './words/sv.ts'

const languages = {
  en: { words: english.en, frame: english.frame },
  sv: { words: swedish.sv, frame: swedish.frame },
}

/** The words are there in English and Swedish; every other language reads English. */
const languageOf = (locale: string): 'en' | 'sv' => (locale.startsWith('sv') ? 'sv' : 'en')

function print(explanation: Explanation, language: 'en' | 'sv'): void {
  const { frame } = languages[language]
  const { trigger, surveys, outbox, problems, memory } = explanation
  console.groupCollapsed(
    'howlikely:',
    ...surveys.map(({ id, eligible, from }) =>
      eligible
        ? frame.asks(id)
        : from === null
          ? frame.asksNot(id)
          : frame.asksFrom(id, instantInWords(from, language)),
    ),
  )
  console.log(trigger ? frame.lastTrigger(trigger.name, trigger.ref) : frame.noTrigger, frame.memory(memory))
  for (const { id, rules } of surveys) {
    console.log(id)
    // Those that stand in the way first: that is what one came to read.
    for (const { pass, rule, words } of [...rules].sort((a, b) => Number(a.pass) - Number(b.pass))) {
      console.log(`  ${pass ? '✓' : '✗'} ${rule}: ${words}`)
    }
  }
  if (outbox.length) console.log(frame.outbox(outbox.length))
  for (const { message } of problems) console.warn(message)
  console.groupEnd()
}

function explain({ situation, memory, waiting, outbox, problems, language }: Findings): Explanation {
  const spoken = languageOf(language)
  const { words } = languages[spoken]
  const explanation: Explanation = {
    at: situation.now,
    memory,
    trigger: situation.trigger,
    waiting,
    surveys: judge(situation).map(survey => ({
      ...survey,
      rules: survey.rules.map(rule => ({ ...rule, words: ruleSentence(rule, words, spoken) })),
    })),
    outbox: outbox.map(({ record: { id, revision }, tries, status, nextAt }) => ({
      id,
      revision,
      tries,
      status,
      nextAt,
    })),
    problems,
  }
  print(explanation, spoken)
  return explanation
}

/** The check part. */
export const check: Check = { problems: optionProblems, explain }
