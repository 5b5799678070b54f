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
    ...surveys.flatMap(({ path, survey }) => [
      ...Object.entries(Object(survey.thanks)).flatMap(([category, thank]) =>
        linkProblem(`${path}.thanks.${category}.link.url`, Object(Object(thank).link).url, around),
      ),
      ...colourProblems({ ...site, ...survey }, survey, `${path}.`, around),
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
