import type { Explainer, Explanation, Findings, VerdictInWords } from '../decision/explainer.ts'
import type { Decision, PageContext } from '../decision/page-context.ts'
import { judge } from '../eligibility/judge.ts'
import type { SurveyVerdict } from '../eligibility/rule.ts'
import type { Situation } from '../eligibility/situation.ts'
import type { Problem } from '../options/settings.ts'
import { noteDecision, readDecisions } from './decisions.ts'
import { droppedDetails } from './dropped-details.ts'
import { layerProblems } from './layer-problems.ts'
import { memoryProblems } from './memory-problems.ts'
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

/** A survey's whole verdict as a sentence. */
function verdictInWords({ id, eligible, from }: SurveyVerdict, language: 'en' | 'sv'): string {
  const { frame } = languages[language]
  if (eligible) return frame.asks(id)
  return from === null ? frame.asksNot(id) : frame.asksFrom(id, instantInWords(from, language))
}

function verdicts(situation: Situation): VerdictInWords[] {
  const spoken = languageOf(situation.page.locale)
  return judge(situation).map(survey => ({
    ...survey,
    rules: survey.rules.map(rule => ({
      ...rule,
      words: ruleSentence(rule, languages[spoken].words, spoken),
    })),
    words: verdictInWords(survey, spoken),
  }))
}

function print(explanation: Explanation, language: 'en' | 'sv'): void {
  const { frame } = languages[language]
  const { trigger, surveys, outbox, problems, memory, decisions } = explanation
  console.groupCollapsed('howlikely:', ...surveys.map(survey => verdictInWords(survey, language)))
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
  if (decisions?.length) {
    console.log(frame.decisions(decisions.length))
    console.table(
      decisions.map(({ at, page, trigger, asks, surveys }) => ({
        at: instantInWords(at, language),
        page,
        trigger: trigger?.name ?? '',
        asks: asks ?? '',
        against: surveys.map(({ id, against }) => `${id}: ${against.join(' ')}`).join('; '),
      })),
    )
  }
  console.groupEnd()
}

/** What is wrong with the options, by themselves and on this page. */
const pageProblems: Explainer['problems'] = layers => [
  ...optionProblems(layers),
  ...layerProblems(
    layers,
    [...document.scripts].map(({ src }) => src),
  ),
]

function explain({ situation: found, memory, asking, layers, local }: Findings): Explanation {
  const disturbed = asking?.moment()
  // A page on which nobody is asked has a rule of its own.
  const situation = { ...found, moment: disturbed === 'never' ? null : (disturbed ?? null) }
  const spoken = languageOf(situation.page.locale)
  const explanation: Explanation = {
    at: situation.now,
    memory: memory.kind,
    trigger: situation.trigger,
    waiting: asking?.waiting() ?? [],
    surveys: verdicts(situation).map(({ words: _, ...survey }) => survey),
    outbox: (asking?.outbox() ?? []).map(
      ({ record: { id, revision }, tries = 0, status = null, nextAt }) => ({
        id,
        revision,
        tries,
        status,
        nextAt,
      }),
    ),
    problems: [...pageProblems(layers), ...memoryProblems(memory, situation.settings)],
    ...(situation.settings.debug && { decisions: readDecisions(local, situation.settings.site) }),
  }
  print(explanation, spoken)
  return explanation
}

/** What has been told, so that each problem is told once to everybody. */
const told = new WeakMap<(problem: Problem) => void, Set<string>>()

const reportProblems: Explainer['reportProblems'] = (layers, listener, memory, settings) => {
  const before = told.get(listener) ?? new Set()
  told.set(listener, before)
  const ofMemory = settings.debug ? memoryProblems(memory, settings) : []
  for (const problem of [...pageProblems(layers), ...ofMemory]) {
    if (!before.has(problem.message)) listener(problem)
    before.add(problem.message)
  }
}

/**
 * The part that explains.
 * @param preview loads what `?howlikely=preview` opens
 */
export const createExplainer = (preview: (page: PageContext) => Promise<Decision>): Explainer => ({
  preview,
  problems: pageProblems,
  reportProblems,
  noteDecision,
  reportDroppedDetails: (trigger, listener) => droppedDetails(trigger).forEach(listener),
  explain,
  verdicts,
})
