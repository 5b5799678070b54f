import { languageOf } from '../i18n/choose-locale.ts'
import { ownOf } from '../options/own.ts'
import { listSurveys } from '../options/written-surveys.ts'
import { safeLink } from '../survey/safe-link.ts'
import { type Colour, contrast, isDark, standOut } from '../survey/theme/contrast.ts'
import { type Around, type Finding, type Written, written } from './finding.ts'
import { languages } from './languages.ts'

/** As in `survey.css`. */
const surfaces: Readonly<Record<string, string>> = { light: '#ffffff', dark: '#1f2128' }
/** The contrast to which the card adjusts them. */
const least: Readonly<Record<string, number>> = { accent: 4.5, text: 7 }

const isText = (value: unknown): value is string => typeof value === 'string'
const hex = (colour: Colour) =>
  `#${colour.map(channel => Math.round(channel).toString(16).padStart(2, '0')).join('')}`

/**
 * Parts of the look that the card doesn't show as written: links that it refuses, colours that it adjusts, languages that
 * it lacks.
 */
export function lookProblems(site: Written, around: Around): Finding[] {
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

function linkProblem(option: string, url: unknown, { page }: Around): Finding[] {
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

/** The CSS property for each part of the look, and an example value. */
const styles: Readonly<Record<string, readonly [property: string, is: string, example: string]>> = {
  accent: ['color', 'colour', '"#3f5b3d"'],
  surface: ['color', 'colour', '"#ffffff"'],
  text: ['color', 'colour', '"#1f2128"'],
  radius: ['border-radius', 'length', '"12px"'],
  font: ['font-family', 'font family', '"Georgia, serif"'],
}

/** Texts that are no colours, and lengths without a unit. */
function styleProblems(own: Written, at: string, { isRight }: Around): Finding[] {
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

/** The colour of the card, in dark or light mode. */
const surfaceOf = (held: Written, isNight: boolean, colour: Around['colour']): Colour | undefined =>
  [isNight ? ownOf(Object(held.dark)).surface : undefined, held.surface, surfaces[isNight ? 'dark' : 'light']]
    .filter(isText)
    .map(colour)
    .find(found => found !== undefined)

/**
 * Colours that cannot be told apart from the card. With the theme 'auto', they are compared with the light card: colours
 * are meant to be different on the dark one. Those in `dark` are compared with the dark card, if there is one.
 */
function colourProblems(held: Written, own: Written, at: string, { colour }: Around): Finding[] {
  const dark = ownOf(Object(own.dark))
  // Most sites set no colours, and then there is nothing to check.
  if (own.dark === undefined && !Object.keys(least).some(name => isText(own[name]))) return []
  const light = surfaceOf(held, held.theme === 'dark', colour)
  const night = surfaceOf(held, held.theme !== 'light', colour)
  return [
    ...Object.keys(least).flatMap(name => tooFaint(name, own[name], at + name, { surface: light, colour })),
    ...darkProblems(held, own, at, night),
    ...(night && isDark(night) ? Object.keys(least) : []).flatMap(name =>
      tooFaint(name, dark[name], `${at}dark.${name}`, { surface: night, colour }),
    ),
  ]
}

function tooFaint(
  name: string,
  wish: unknown,
  option: string,
  { surface, colour }: { surface: Colour | undefined; colour: Around['colour'] },
): Finding[] {
  const ratio = least[name] ?? 0
  const wished = isText(wish) && colour(wish)
  if (!wished || !surface || contrast(wished, surface) >= ratio) return []
  return [
    {
      code: 'corrected-colour',
      option,
      found: written(wish),
      why: `whose contrast with the card is ${contrast(wished, surface).toFixed(1)}, so it is shown as ${hex(
        standOut(wished, surface, ratio),
      )}`,
      allowed: `a colour with a contrast of ${ratio} or more`,
    },
  ]
}

/** Cases in which the colours for dark mode are never used. */
function darkProblems(held: Written, own: Written, at: string, night: Colour | undefined): Finding[] {
  const dark = ownOf(Object(own.dark))
  const names = ['accent', 'text'].filter(name => isText(dark[name]))
  const unused = (option: string, why: string, allowed: string): Finding => ({
    code: 'no-effect',
    option: at + option,
    found: written(option === 'dark' ? own.dark : dark[option.slice('dark.'.length)]),
    why,
    allowed,
  })
  if (own.dark === undefined) return []
  if (!Object.keys(dark).length)
    return [unused('dark', 'which names no colour', 'at least one colour, or leave it out')]
  if (held.theme === 'light' && !(night && isDark(night)))
    return [
      unused('dark', 'but "theme" is "light", so the card is never dark', '"theme": "auto", or leave it out'),
    ]
  if (!night || isDark(night)) return []
  return isText(dark.surface)
    ? [
        unused(
          'dark.surface',
          'which is a light colour, so the card is light in the dark as well',
          'a dark colour',
        ),
      ]
    : names.map(name =>
        unused(
          `dark.${name}`,
          'but "surface" is a light colour, which the card keeps in the dark',
          'a dark "surface" in "dark" as well',
        ),
      )
}
