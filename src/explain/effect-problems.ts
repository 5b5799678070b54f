import { matches } from '../eligibility/match.ts'
import { isRaw, isText, ownOf } from '../options/own.ts'
import { awaitedTriggers } from './awaited-triggers.ts'
import { type Around, type Finding, type HeldRules, type Written, written } from './finding.ts'
import { ownTexts } from './own-texts.ts'

/** An option that is right by itself, yet has no effect together with the others, or not the one that was meant. */
interface Row {
  code?: Finding['code']
  /** The option to change; it may be inside another one. */
  option: string
  /** Whether the problem is there. Options that are wrong in themselves don't count. */
  when(value: (name: string) => unknown, around: Around): boolean
  why: string
  allowed: string
}

const objectOf = (value: unknown): Written => ownOf(isRaw(value) ? value : {})
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const isGiven = (value: unknown) => value !== undefined

/** For options of the site alone. */
const ofSite: readonly Row[] = [
  {
    code: 'refused-link',
    option: 'endpoint',
    when: (value, { page }) => isText(value('endpoint')) && !isAddress(String(value('endpoint')), page),
    why: 'which is no address that a page can send to, so nobody is asked',
    allowed: 'an address such as "https://answers.example/responses", or "/responses"',
  },
  {
    code: 'refused-link',
    option: 'endpoint',
    when: (value, { page }) => /^https:/.test(page) && /^http:\/\//i.test(String(value('endpoint'))),
    why: 'and browsers send nothing from an https page to an http address, so no answer arrives',
    allowed: 'an address with "https:"',
  },
  {
    option: 'keepParameters',
    when: value =>
      listOf(value('keepParameters')).length > 0 && /^(origin|none)$/.test(String(value('page'))),
    why: 'but "page" keeps no more of the address than its origin, so no parameter is sent',
    allowed: '"page": "path" as well',
  },
  {
    option: 'thankYouPages',
    when: value =>
      listOf(value('thankYouPages')).length > 0 && objectOf(value('sources'))['thank-you'] === false,
    why: 'but "sources" switches "thank-you" off, so none of these pages is taken for a purchase',
    allowed: '"sources" without "thank-you"',
  },
  {
    code: 'not-sent',
    option: 'headers',
    when: value =>
      Object.entries(objectOf(value('headers'))).some(
        ([name, text]) =>
          !/^[\w!#$%&'*+.^`|~-]+$/.test(name) || !/^[\t\x20-\x7e\x80-\xff]*$/.test(String(text)),
      ),
    why: 'and browsers refuse to send such a header, so no answer arrives',
    allowed: 'names of letters, digits and "-", and values without line breaks',
  },
  ...['headers', 'credentials', 'format'].map(
    (option): Row => ({
      option,
      when: value => typeof value('endpoint') === 'function' && isGiven(value(option)),
      why: 'but the endpoint is a function, which sends answers in its own way',
      allowed: 'it in that function',
    }),
  ),
]

/** As in the schema of a response. */
const mostChoices = 50

/** For options of a survey, its own or the site's. */
const ofSurvey: readonly Row[] = [
  {
    option: 'offset',
    when: value => isGiven(value('offset')) && value('placement') === 'inline',
    why: 'but a card that stands in the page ("placement" is "inline") has no distance from the edges',
    allowed: 'another "placement", or leave it out',
  },
  {
    code: 'wrong-selector',
    option: 'wait',
    // An empty selector waits for nothing.
    when: (value, { isSelector }) =>
      isText(value('wait')) && !!value('wait') && !isSelector(String(value('wait'))),
    why: 'which is no CSS selector, so the survey waits for good and nobody is asked',
    allowed: 'a selector such as "#cookie-banner"',
  },
  {
    option: 'extra.choices',
    when: value => extraOf(value).type === 'ease' && listOf(extraOf(value).choices).length > 0,
    why: 'but "ease" is a scale from 1 to 7, so they are not shown',
    allowed: '"type": "single" or "multiple", or leave them out',
  },
  {
    option: 'extra',
    when: value =>
      /^(single|multiple)$/.test(String(extraOf(value).type)) && !listOf(extraOf(value).choices).length,
    why: 'but there is nothing to choose from',
    allowed: '"choices" as well, such as [{"id": "price", "text": "The price"}]',
  },
  {
    option: 'extra.choices',
    when: value => {
      const ids = listOf(extraOf(value).choices).map(choice => Object(choice).id)
      return new Set(ids).size < ids.length
    },
    why: 'and two of them have the same id, so nobody can tell them apart in an answer',
    allowed: 'an id of its own for each',
  },
  {
    code: 'too-long',
    option: 'extra.choices',
    when: value => listOf(extraOf(value).choices).length > mostChoices,
    why: 'which are more than an answer can carry',
    allowed: `at most ${mostChoices} choices`,
  },
]

const extraOf = (value: (name: string) => unknown): Written => objectOf(value('extra'))

/** Whether a page can send there. */
function isAddress(endpoint: string, page: string): boolean {
  try {
    return /^https?:$/.test(new URL(endpoint, page).protocol)
  } catch {
    return false // No address at all.
  }
}

const inside = (value: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((inner, name) => objectOf(inner)[name], value)

/** @param path the prefix of the option's name: a survey's path */
function findingOf(
  { code = 'no-effect', option, why, allowed }: Row,
  value: (name: string) => unknown,
  path: (name: string) => string,
): Finding {
  const [name = '', ...rest] = option.split('.')
  return {
    code,
    option: [path(name), ...rest].join('.'),
    found: written(inside(value(name), rest.join('.')) ?? value(name)),
    why,
    allowed,
  }
}

/** Options of the site that have no effect, or not the one that was meant. */
export function siteEffectProblems(site: Written, around: Around): Finding[] {
  const value = (name: string) => site[name]
  return [
    ...ofSite.filter(row => row.when(value, around)).map(row => findingOf(row, value, name => name)),
    ...triggerProblems(site, around),
  ]
}

/** Triggers of the site's own that lead to nothing. */
function triggerProblems(site: Written, { isSelector }: Around): Finding[] {
  const awaited = awaitedTriggers(site)
  return listOf(site.triggers).flatMap((own, place): Finding[] => {
    const trigger = objectOf(own)
    const option = `triggers[${place}]`
    const wrong = ['click', 'appears'].filter(
      name => isText(trigger[name]) && !isSelector(String(trigger[name])),
    )
    return [
      ...wrong.map(
        (name): Finding => ({
          code: 'wrong-selector',
          option: `${option}.${name}`,
          found: written(trigger[name]),
          why: 'which is no CSS selector, so this trigger never comes',
          allowed: 'a selector such as ".export"',
        }),
      ),
      ...(isText(trigger.name) && !awaited.includes(trigger.name)
        ? [
            {
              code: 'no-effect',
              option: `${option}.name`,
              found: written(trigger.name),
              why: 'but no survey waits for it, so nothing comes of it',
              allowed: 'that name in the "trigger" of a survey as well',
            } as const,
          ]
        : []),
    ]
  })
}

/** Options of one survey that have no effect, or not the one that was meant. */
export function surveyEffectProblems({ value, path }: HeldRules, around: Around): Finding[] {
  return [
    ...ofSurvey.filter(row => row.when(value, around)).map(row => findingOf(row, value, path)),
    ...visitProblems({ value, path }),
    ...productProblem({ value, path }),
  ]
}

/** A visit is not a purchase: it has no value, no order number and no properties. */
function visitProblems({ value, path }: Pick<HeldRules, 'value' | 'path'>): Finding[] {
  const names = [value('trigger')].flat()
  if (!names.length || !names.every(name => name === 'visit')) return []
  return Object.entries(objectOf(objectOf(value('where')).trigger))
    .filter(([name, match]) => name !== 'source' && !canMatchNothing(match))
    .map(([name, match]) => ({
      code: 'never-passes',
      option: `${path('where')}.trigger.${name}`,
      found: written(match),
      why: `but a visit has no "${name}", so nobody is in the audience`,
      allowed: 'another "trigger" for the survey, or leave it out',
    }))
}

/** Whether conditions can never match; they may also be wrong in themselves. */
function canMatchNothing(match: unknown): boolean {
  try {
    return matches(match as Parameters<typeof matches>[0], undefined)
  } catch {
    return true
  }
}

/** A product that no text of the survey mentions. */
function productProblem({ value, path }: Pick<HeldRules, 'value' | 'path'>): Finding[] {
  const { question, product } = { question: value('question'), product: value('product') }
  if (!isText(product) || question === undefined) return []
  const names = ['question', 'low', 'high', 'reason', 'extra', 'thanks']
  const survey = Object.fromEntries(names.map(name => [name, value(name)]))
  const texts = ownTexts({ surveys: [survey] })
  // In a language for which the site has no question, the built-in one mentions it.
  const isAlwaysOwn = isText(question)
  if (!isAlwaysOwn || texts.some(({ text }) => text.includes('{product}'))) return []
  return [
    {
      code: 'no-effect',
      option: path('product'),
      found: written(product),
      why: 'but the question is your own and does not name it',
      allowed: '{product} in the question, or leave it out',
    },
  ]
}
