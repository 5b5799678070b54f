import { pageUrl } from '../delivery/page-url.ts'
import { languageOf } from '../i18n/choose-locale.ts'
import { en } from '../i18n/en.ts'
import { isText, ownOf } from '../options/own.ts'
import { listSurveys } from '../options/written-surveys.ts'
import { limits } from '../protocol/limits.ts'
import { type Finding, type Written, written } from './finding.ts'
import { shortened } from './in-words.ts'
import { languages } from './languages.ts'
import { nearest } from './nearest.ts'
import { type OwnText, ownTexts } from './own-texts.ts'

const isKnownLanguage = (tag: string) => languages.some(language => languageOf(language) === languageOf(tag))

/** Room for the words around a name in a built-in question. */
const aroundName = 150

const at = ({ path, language }: OwnText) => (language === null ? path : `${path}.${language}`)

/**
 * The site's own texts that nobody will read as they were written: too long, in no known language, or under an unknown
 * name.
 */
export function textProblems(site: Written, page: string): Finding[] {
  const texts = ownTexts(site)
  return [
    ...texts
      .filter(({ path }) => /(^|\.)(question|reason)(\.|$)/.test(path))
      .flatMap(text => tooLong(at(text), text.text)),
    ...texts.flatMap(unknownLanguage),
    ...texts.flatMap(unknownToken),
    ...replacedTexts(site.texts),
    ...longNames(site),
    ...longAddress(site, page),
  ]
}

const carried = `so an answer carries no more than the first ${limits.text} of it`

function tooLong(option: string, text: string): Finding[] {
  if (text.length <= limits.text) return []
  return [
    {
      code: 'too-long',
      option,
      found: shortened(written(text)),
      why: `which has ${text.length} characters, ${carried}`,
      allowed: `at most ${limits.text} characters`,
    },
  ]
}

function unknownLanguage({ path, language, text }: OwnText): Finding[] {
  if (language === null || isKnownLanguage(language)) return []
  return [
    {
      code: 'unknown-language',
      option: `${path}.${language}`,
      found: shortened(written(text)),
      why: `but the card has no language "${language}", so nobody reads it`,
      allowed: `it for one of ${languages.join(', ')}`,
    },
  ]
}

const tokens = ['company', 'product']

function unknownToken(own: OwnText): Finding[] {
  const token = [...own.text.matchAll(/{(\w+)}/g)]
    .map(([, name = '']) => name)
    .find(name => !tokens.includes(name))
  if (token === undefined) return []
  return [
    {
      code: 'no-effect',
      option: at(own),
      found: shortened(written(own.text)),
      why: `but nothing is put in place of {${token}}, so visitors read it as it stands`,
      allowed: '{company} or {product}, or words',
    },
  ]
}

/** Entries in `texts` that replace nothing. */
function replacedTexts(texts: unknown): Finding[] {
  return Object.entries(ownOf(Object(texts))).flatMap(([language, own]): Finding[] => {
    if (!isKnownLanguage(language))
      return [
        {
          code: 'unknown-language',
          option: `texts.${language}`,
          found: shortened(written(own)),
          why: `but the card has no language "${language}", so nobody reads it`,
          allowed: `it for one of ${languages.join(', ')}`,
        },
      ]
    return Object.entries(ownOf(Object(own))).flatMap(([name, text]): Finding[] => {
      const option = `texts.${language}.${name}`
      if (Object.hasOwn(en, name))
        return /^(question|reason(Promoter|Passive|Detractor)?$)/.test(name)
          ? tooLong(option, String(text))
          : []
      const meant = nearest(name, Object.keys(en))
      return [
        {
          code: 'no-effect',
          option,
          found: shortened(written(text)),
          why: 'but the card has no text of that name, so it is not used',
          allowed: meant ? `it as "${meant}"` : 'it under a name that the page on theming names',
        },
      ]
    })
  })
}

/** Names that would make a built-in question, or what a response carries with it, too long. */
function longNames(site: Written): Finding[] {
  const most = limits.text - aroundName
  const surveys = (listSurveys(site.surveys) ?? []).map(({ path, own }) => ({
    path,
    survey: ownOf(Object(own)),
  }))
  const names: (readonly [option: string, value: unknown, most: number])[] = [
    ['company', site.company, most],
    ...(Array.isArray(site.triggers)
      ? site.triggers.map(
          (trigger, place) => [`triggers[${place}].name`, Object(trigger).name, limits.text] as const,
        )
      : []),
    ...surveys.flatMap(({ path, survey }) => {
      const { extra, trigger } = survey
      const choices: unknown[] = Array.isArray(Object(extra).choices) ? Object(extra).choices : []
      return [
        [`${path}.product`, survey.product, most] as const,
        [`${path}.extra.id`, Object(extra).id, limits.text] as const,
        ...choices.map(
          (choice, place) => [`${path}.extra.choices[${place}].id`, Object(choice).id, limits.text] as const,
        ),
        ...[trigger].flat().map(name => [`${path}.trigger`, name, limits.text] as const),
      ]
    }),
  ]
  return names.flatMap(([option, value, longest]): Finding[] =>
    isText(value) && value.length > longest
      ? [
          {
            code: 'too-long',
            option,
            found: shortened(written(value)),
            why: `which has ${value.length} characters, more than an answer can carry`,
            allowed: `at most ${longest} characters`,
          },
        ]
      : [],
  )
}

/** The page's own URL, with the parameters that are kept. */
function longAddress({ keepParameters, page: kept = 'path' }: Written, page: string): Finding[] {
  if (!Array.isArray(keepParameters) || !keepParameters.length || !URL.canParse(page)) return []
  if (kept !== 'path') return []
  const address = pageUrl(page, { page: 'path', keepParameters }) ?? ''
  if (address.length <= limits.url) return []
  return [
    {
      code: 'too-long',
      option: 'keepParameters',
      found: shortened(written(keepParameters)),
      why: `and with them this page's address has ${address.length} characters, so answers from it carry no parameter`,
      allowed: `parameters with which an address has at most ${limits.url} characters`,
    },
  ]
}
