import type { SurveySettings } from '../options/settings.ts'

/** The parts of the card's look that can be tried in the panel, in the order in which they are offered. */
export const triedNames = ['accent', 'surface', 'text', 'radius', 'font'] as const

export type TriedName = (typeof triedNames)[number]

/** The values being tried, as typed; '' or a missing one leaves the options' own. */
export type Tried = Readonly<Partial<Record<TriedName, string>>>

const written = (tried: Tried) =>
  triedNames.flatMap(name => {
    const value = tried[name]?.trim()
    return value ? [[name, value] as const] : []
  })

/** The survey with the look being tried, which applies in light and dark mode. */
export const withTried = (survey: SurveySettings, tried: Tried): SurveySettings => ({
  ...survey,
  ...Object.fromEntries(written(tried)),
  dark: survey.dark && { ...survey.dark, ...Object.fromEntries(written(tried)) },
})

/** The values being tried as attributes of the tag, ready to paste; '' if there are none. */
export const asAttributes = (tried: Tried): string =>
  written(tried)
    .map(([name, value]) => `data-${name}="${value.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`)
    .join(' ')
