import { isText, ownOf, type Raw } from '../options/own.ts'
import { listSurveys } from '../options/written-surveys.ts'

const namesIn = (value: unknown): string[] => (Array.isArray(value) ? value : [value]).filter(isText)

/** The names of all triggers that have an effect: those that surveys wait for first, then those that cancel. */
export function awaitedTriggers(site: Raw): string[] {
  const surveys = (listSurveys(site.surveys) ?? []).map(({ own }) => ownOf(Object(own)))
  return [
    ...surveys.flatMap(({ trigger }) => namesIn(trigger)),
    ...[site, ...surveys].flatMap(({ cancelOn }) => namesIn(cancelOn)),
  ]
}
