import { languageOf } from '../i18n/choose-locale.ts'
import { ownOf } from '../options/own.ts'
import { listSurveys } from '../options/written-surveys.ts'
import { safeLink } from '../survey/safe-link.ts'
import { type Colour, contrast, standOut } from '../survey/theme/contrast.ts'
import { type Finding, type Written, written } from './finding.ts'
import { languages } from './languages.ts'

/** What looking at the card takes from the page. */
export interface LookAround {
  /** The page's address. */
  page: string
  /** Undefined where a text is no colour. */
  colour(text: string): Colour | undefined
  /** Whether the browser takes a value of a CSS property. */
  isRight(property: string, value: string): boolean
}

/** As `survey.css` says it. */
const surfaces: Readonly<Record<string, string>> = { light: '#ffffff', dark: '#1f2128' }
/** What the card moves them to. */
const least: Readonly<Record<string, number>> = { accent: 4.5, text: 7 }

const isText = (value: unknown): value is string => typeof value === 'string'
const hex = (colour: Colour) =>
  `#${colour.map(channel => Math.round(channel).toString(16).padStart(2, '0')).join('')}`

/** What a card does not show as it was written: links that it refuses, colours that it mends, languages that it lacks. */
export function lookProblems(site: Written, around: LookAround): Finding[] {
  const surveys = (listSurveys(site.surveys) ?? []).map(({ path, own }) => ({
    path,
    survey: ownOf(Object(own)),
  }))
  return [
    ...languageProblem(site.locale),
    ...linkProblem('privacy.url', Object(site.privacy).url, around),
    ...colourProblems(site, site, '', around),
    ...styleProblems(site, '', around),
    ...surveys.flatMap(({ path, survey }) => [
      ...Object.entries(Object(survey.thanks)).flatMap(([category, thank]) =>
        linkProblem(`${path}.thanks.${category}.link.url`, Object(Object(thank).link).url, around),
      ),
      ...colourProblems({ ...site, ...survey }, survey, `${path}.`, around),
      ...styleProblems(survey, `${path}.`, around),
    ]),
  ]
}

function languageProblem(locale: unknown): Finding[] {
  const isKnown = (tag: string) => languages.some(language => languageOf(language) === languageOf(tag))
  if (!isText(locale) || locale === 'auto' || isKnown(locale)) return []
  return [
    {
      code: 'unknown-language',
      option: 'locale',
      found: written(locale),
      why: "which the card does not have, so it uses the page's language, or the browser's",
      allowed: `"auto" or one of ${languages.join(', ')}`,
    },
  ]
}

function linkProblem(option: string, url: unknown, { page }: LookAround): Finding[] {
  if (!isText(url) || safeLink(url, page)) return []
  return [
    {
      code: 'refused-link',
      option,
      found: written(url),
      why: 'which the card refuses, so it shows no link',
      allowed: 'an address with "https:" or "mailto:", or a path on your own site',
    },
  ]
}

/** What each part of the look is in CSS, and an example of it. */
const styles: Readonly<Record<string, readonly [property: string, is: string, example: string]>> = {
  accent: ['color', 'colour', '"#3f5b3d"'],
  surface: ['color', 'colour', '"#ffffff"'],
  text: ['color', 'colour', '"#1f2128"'],
  radius: ['border-radius', 'length', '"12px"'],
  font: ['font-family', 'font family', '"Georgia, serif"'],
}

/** Colours that are none, and lengths without a unit. */
function styleProblems(own: Written, at: string, { isRight }: LookAround): Finding[] {
  const parts = [
    ...Object.keys(styles).map(name => [name, own[name], name] as const),
    ...Object.entries(Object(own.dark)).map(([name, value]) => [`dark.${name}`, value, name] as const),
  ]
  return parts.flatMap(([option, value, name]): Finding[] => {
    const style = Object.hasOwn(styles, name) ? styles[name] : undefined
    if (!style || !isText(value)) return []
    const [property, is, example] = style
    const hasNoUnit = is === 'length' && Number(value) !== 0 && !Number.isNaN(Number(value))
    if (!hasNoUnit && isRight(property, value)) return []
    const why = hasNoUnit ? 'which has no unit' : `which is no ${is} of CSS`
    return [
      {
        code: 'wrong-style',
        option: at + option,
        found: written(value),
        why: `${why}, so the built-in one is used`,
        allowed: hasNoUnit ? `"${Number(value)}px"` : example,
      },
    ]
  })
}

/** With the theme 'auto' the light card counts: that a colour is another in the dark is as it should be. */
function colourProblems(held: Written, own: Written, at: string, { colour }: LookAround): Finding[] {
  const theme = held.theme === 'dark' ? 'dark' : 'light'
  return Object.entries(least).flatMap(([name, ratio]): Finding[] => {
    const wish = own[name]
    const wished = isText(wish) && colour(wish)
    const surface = wished && colour(isText(held.surface) ? held.surface : (surfaces[theme] ?? ''))
    if (!wished || !surface || contrast(wished, surface) >= ratio) return []
    return [
      {
        code: 'corrected-colour',
        option: at + name,
        found: written(wish),
        why: `whose contrast with the card is ${contrast(wished, surface).toFixed(1)}, so it is shown as ${hex(
          standOut(wished, surface, ratio),
        )}`,
        allowed: `a colour with a contrast of ${ratio} or more`,
      },
    ]
  })
}
