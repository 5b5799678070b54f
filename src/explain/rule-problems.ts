import { matchesPath } from '../eligibility/path.ts'
import { keptAskings } from '../history/history.ts'
import { keptInCookie } from '../history/history-cookie.ts'
import { lookOptions, ruleOptions } from '../options/option-tables.ts'
import { ownOf } from '../options/own.ts'
import { listSurveys } from '../options/written-surveys.ts'
import { day, parseDuration } from '../time/duration.ts'
import { siteEffectProblems, surveyEffectProblems } from './effect-problems.ts'
import { type Around, type Finding, type HeldRules, type Written, written } from './finding.ts'
import { hoursProblems } from './hours-problems.ts'
import { placeInWords } from './in-words.ts'
import { whereProblems } from './where-problems.ts'

const year = 365 * day
/** The longest that a cookie is kept. */
const cookieLife = 400 * day

const length = (value: unknown): number | null => (typeof value === 'string' ? parseDuration(value) : null)
const waits = ['waitAfterAnswer', 'waitAfterDismissal', 'waitAfterIgnored']

/**
 * Rules that can never pass, contradict one another, or have no effect. Options that are wrong in themselves are skipped:
 * they have been reported already.
 *
 * @param around the page on which the card would appear
 * @param contact the tag's option, for all surveys
 */
export function ruleProblems(site: Written, around: Around, contact?: unknown): Finding[] {
  const list = (listSurveys(site.surveys) ?? []).map(({ path, own }) => ({
    path,
    survey: ownOf(Object(own)),
  }))
  const found = [
    ...siteProblems(site, list),
    ...siteEffectProblems(site, around),
    ...contactProblems(site, list, contact),
    ...list.flatMap(({ path, survey }) => {
      const isOwn = (name: string) => survey[name] !== undefined
      const rules: HeldRules = {
        id: String(survey.id),
        value: name => survey[name] ?? site[name],
        path: name => (isOwn(name) ? `${path}.${name}` : name),
      }
      return [...surveyProblems(site, rules), ...surveyEffectProblems(rules, around)]
    }),
  ]
  // A problem that the site's options cause in all surveys is reported once.
  return [...new Map(found.map(finding => [`${finding.option} ${finding.why}`, finding])).values()]
}

function siteProblems(site: Written, list: readonly { path: string; survey: Written }[]): Finding[] {
  const { maxPerYear, waitBetween = '30d', waitAfterOptOut, storage, withoutMemory, never } = site
  const between = length(waitBetween)
  const surveys = list.map(({ survey }) => survey)
  const findings: Finding[] = []
  const add = (code: Finding['code'], option: string, why: string, allowed: string) =>
    findings.push({ code, option, found: written(site[option]), why, allowed })

  if (Array.isArray(site.surveys) && !surveys.length)
    add('never-passes', 'surveys', 'so nobody is asked', 'at least one survey')
  for (const { path, survey } of list) {
    const first = list.find(other => other.survey.id === survey.id)
    if (survey.id !== undefined && first && first.path !== path)
      findings.push({
        code: 'never-passes',
        option: `${path}.id`,
        found: written(survey.id),
        why: `which ${placeInWords(first.path, site)} already has, so the two would be taken for one`,
        allowed: 'a name that no other survey has',
      })
  }

  if (storage === 'none' && withoutMemory !== 'ask')
    add(
      'never-passes',
      'storage',
      'so nothing can be remembered and, as "withoutMemory" is "skip", nobody is asked',
      '"local", or "withoutMemory": "ask"',
    )
  if (Array.isArray(never) && never.some(path => path === '*' || path === '/*'))
    add('never-passes', 'never', 'which is every page, so nobody is asked', 'the paths of single pages')

  if (maxPerYear === 0) add('never-passes', 'maxPerYear', 'so nobody is ever asked', 'a number from 1')
  if (typeof maxPerYear === 'number' && between) {
    const most = Math.ceil(year / between)
    if (maxPerYear >= most)
      add(
        'no-effect',
        'maxPerYear',
        `but with waitBetween ${written(waitBetween)} nobody can be asked more than ${most} times a year`,
        `a number below ${most}`,
      )
  }
  const remembered = (storage === 'cookie' ? keptInCookie : keptAskings) / 4
  if (typeof maxPerYear === 'number' && maxPerYear > remembered)
    add('no-effect', 'maxPerYear', `but no more than ${remembered} are counted`, `at most ${remembered}`)

  const optOut = length(waitAfterOptOut)
  if (optOut === 0)
    add(
      'no-effect',
      'waitAfterOptOut',
      'so "Don\'t ask again" would have no effect',
      'a duration such as "365d"',
    )
  else if (optOut !== null && between !== null && optOut < between)
    add(
      'no-effect',
      'waitAfterOptOut',
      `but waitBetween (${written(waitBetween)}) is longer, so "Don't ask again" changes nothing`,
      'a longer duration',
    )
  for (const name of [...waits, 'waitBetween', 'waitAfterOptOut']) {
    if (storage === 'cookie' && Number(length(site[name])) > cookieLife)
      add(
        'no-effect',
        name,
        'but a cookie is kept for at most 400 days after the last visit',
        'at most "400d", or "storage": "local"',
      )
  }

  if (site.askCollector === undefined || site.askCollector === 'never') {
    for (const name of ['collectorTimeout', 'collectorSilent'])
      if (site[name] !== undefined)
        add('no-effect', name, 'but the collector is not asked', '"askCollector" as well')
  }
  for (const name of Object.keys({ ...ruleOptions, ...lookOptions })) {
    if (surveys.length && site[name] !== undefined && surveys.every(survey => survey[name] !== undefined))
      add('no-effect', name, 'but every survey has its own', 'it for the surveys alone')
  }
  return findings
}

/** Surveys that ask for an address without saying what happens to it. */
function contactProblems(
  { privacy }: Written,
  list: readonly { path: string; survey: Written }[],
  contact: unknown,
): Finding[] {
  if (Object(privacy).url) return []
  const asked = [
    { option: 'contact', value: contact },
    ...list.map(({ path, survey }) => ({ option: `${path}.contact`, value: survey.contact })),
  ]
  return asked
    .filter(({ value }) => value === 'everyone' || value === 'detractors')
    .map(({ option, value }) => ({
      code: 'no-effect',
      option,
      found: written(value),
      why: 'but nothing says where your privacy policy is, so nobody is asked for an e-mail address',
      allowed: 'data-privacy-url="/privacy" as well, or "privacy": { "url": "/privacy" }',
    }))
}

function surveyProblems(site: Written, rules: HeldRules): Finding[] {
  const { value, path } = rules
  const between = length(site.waitBetween ?? '30d')
  const findings: Finding[] = []
  const add = (code: Finding['code'], name: string, why: string, allowed: string) =>
    findings.push({ code, option: path(name), found: written(value(name)), why, allowed })

  for (const name of waits) {
    const wait = length(value(name))
    if (wait === null || between === null || wait >= between) continue
    // After a row of dismissals the visitor is left alone for up to 180 days, unless the wait is 0.
    const isDoubled = name === 'waitAfterDismissal' && wait > 0
    add(
      'no-effect',
      name,
      `but waitBetween (${written(site.waitBetween ?? '30d')}) is longer and applies between any two surveys${
        isDoubled ? ', until it has doubled often enough' : ''
      }`,
      'a longer duration, or a shorter waitBetween',
    )
  }

  if (value('sample') === 0)
    add('never-passes', 'sample', 'so nobody is in the sample', 'a share above 0, up to 1')
  if (value('samplePeriod') !== undefined && (value('sample') ?? 1) === 1)
    add('no-effect', 'samplePeriod', 'but everybody is in the sample', '"sample" as well, below 1')
  for (const name of ['minVisits', 'minPages'])
    if (value(name) === 1) add('no-effect', name, 'which always holds', 'a number from 2, or leave it out')

  const { never } = site
  const pages: unknown[] = [Object(value('where')).path ?? []].flat()
  const isForbidden = (page: unknown) =>
    Array.isArray(never) &&
    never.some(pattern => pattern === page || matchesPath(String(pattern), String(page)))
  if (pages.length && pages.every(isForbidden))
    findings.push({
      code: 'never-passes',
      option: `${path('where')}.path`,
      found: written(Object(value('where')).path),
      why: 'but "never" names all of it, so the survey never asks',
      allowed: 'a page on which somebody may be asked',
    })

  return [...findings, ...hoursProblems(rules), ...whereProblems(rules)]
}
