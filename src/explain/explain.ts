import type { Explainer, Explanation, Findings, VerdictInWords } from '../decision/explainer.ts'
import type { Decision, PageContext } from '../decision/page-context.ts'
import { judgeSurvey } from '../eligibility/judge.ts'
import type { SurveyVerdict } from '../eligibility/rule.ts'
import type { Situation } from '../eligibility/situation.ts'
import type { Problem, SurveySettings } from '../options/settings.ts'
import type { Trigger } from '../protocol/trigger.ts'
import { noteDecision, readDecisions } from './decisions.ts'
import { droppedDetails } from './dropped-details.ts'
import { allHappened, tellingTrigger } from './happened.ts'
import { layerProblems } from './layer-problems.ts'
import { memoryProblems } from './memory-problems.ts'
import { optionProblems } from './option-problems.ts'
import { instantInWords, ruleSentence, timeInWords } from './rule-sentence.ts'
import * as english from './words/en.ts'
import * as swedish from './words/sv.ts'

const languages = {
  en: { words: english.en, frame: english.frame },
  sv: { words: swedish.sv, frame: swedish.frame },
}

/** There are words in English and Swedish; all other languages get English. */
const languageOf = (locale: string): 'en' | 'sv' => (locale.startsWith('sv') ? 'sv' : 'en')

/** A survey's whole verdict as a sentence. */
function verdictInWords({ id, eligible, from }: SurveyVerdict, language: 'en' | 'sv'): string {
  const { frame } = languages[language]
  if (eligible) return frame.asks(id)
  return from === null ? frame.asksNot(id) : frame.asksFrom(id, instantInWords(from, language))
}

/** @param triggerOf the trigger for which each survey is judged */
function verdicts(
  situation: Situation,
  triggerOf: (survey: SurveySettings) => Trigger | null = () => situation.trigger,
): VerdictInWords[] {
  const spoken = languageOf(situation.page.locale)
  return situation.settings.surveys.map(settings => {
    const survey = judgeSurvey(settings, { ...situation, trigger: triggerOf(settings) })
    const rules = survey.rules.map(rule => ({
      ...rule,
      words: ruleSentence(rule, languages[spoken].words, spoken),
    }))
    return { ...survey, rules, words: verdictInWords(survey, spoken) }
  })
}

/** What to print, and in which language. */
interface Printed {
  explanation: Explanation
  judged: readonly VerdictInWords[]
  surveys: readonly SurveySettings[]
  language: 'en' | 'sv'
}

/** A survey's verdict, and the first reason for it. */
function headline({ id, words, rules }: VerdictInWords, { explanation, language }: Printed): string {
  if (id === explanation.open) return languages[language].frame.isOpen(id)
  const reason = rules.find(({ pass }) => !pass)?.words
  return reason ? `${words} ${reason}` : words
}

/** What has happened on the page, each with the surveys that wait for it. */
function printHappened({ explanation, surveys, language }: Printed): void {
  const { frame } = languages[language]
  const { happened } = explanation
  console.log(happened.length ? frame.happened : frame.noTrigger)
  for (const { name, ref, source, at } of happened) {
    const waiting = surveys.filter(({ triggers }) => triggers.includes(name)).map(({ id }) => id)
    const what = `${name}${ref ? ` (${ref})` : ''}, ${source}`
    console.log(`  ${timeInWords(at, language)} ${what}: ${frame.waitsFor(waiting)}`)
  }
}

function print(printed: Printed): void {
  const { explanation, judged, language } = printed
  const { frame } = languages[language]
  const { waiting, outbox, problems, memory, decisions } = explanation
  console.groupCollapsed('howlikely:', ...judged.map(survey => headline(survey, printed)))
  printHappened(printed)
  for (const { survey, trigger, due } of waiting)
    console.log(frame.waits(survey, trigger.name, instantInWords(due, language)))
  console.log(frame.memory(memory))
  for (const survey of judged) {
    console.log(headline(survey, printed))
    // Failing rules first: they are what one came to read about.
    for (const { pass, rule, words } of [...survey.rules].sort((a, b) => Number(a.pass) - Number(b.pass))) {
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

/** Problems with the options, by themselves and on this page. */
const pageProblems: Explainer['problems'] = layers => [
  ...optionProblems(layers),
  ...layerProblems(
    layers,
    [...document.scripts].map(({ src }) => src),
  ),
]

function explain({
  situation: found,
  triggerLog,
  lastJudged,
  memory,
  asking,
  layers,
  local,
}: Findings): Explanation {
  const disturbed = asking?.moment()
  const { surveys } = found.settings
  const happened = allHappened(triggerLog, lastJudged ? [lastJudged] : [])
  const trigger = tellingTrigger(happened, surveys)
  // Pages on which nobody is asked are covered by a rule of their own.
  const situation = { ...found, trigger, moment: disturbed === 'never' ? null : (disturbed ?? null) }
  const judged = verdicts(situation, survey => tellingTrigger(happened, [survey]))
  const explanation: Explanation = {
    at: situation.now,
    memory: memory.kind,
    trigger,
    happened,
    open: asking?.shown() ?? null,
    waiting: asking?.waiting() ?? [],
    surveys: judged.map(({ words: _, ...survey }) => survey),
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
  print({ explanation, judged, surveys, language: languageOf(situation.page.locale) })
  return explanation
}

/** The problems reported so far, so that each listener hears each problem only once. */
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
 * The part of howlikely that explains.
 * @param preview loads the preview that `?howlikely=preview` opens
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
