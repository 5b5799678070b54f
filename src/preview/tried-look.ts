import type { SurveySettings } from '../options/settings.ts'

/** What of the card's look can be tried in the panel, in the order in which it is offered. */
export const triedNames = ['accent', 'surface', 'text', 'radius', 'font'] as const

export type TriedName = (typeof triedNames)[number]

/** What is tried, as typed; '' or nothing leaves the options' own. */
export type Tried = Readonly<Partial<Record<TriedName, string>>>

const written = (tried: Tried) =>
  triedNames.flatMap(name => {
    const value = tried[name]?.trim()
    return value ? [[name, value] as const] : []
  })

/** The survey as it looks with what is tried; what is tried holds by day and at night. */
export const withTried = (survey: SurveySettings, tried: Tried): SurveySettings => ({
  ...survey,
  ...Object.fromEntries(written(tried)),
  dark: survey.dark && { ...survey.dark, ...Object.fromEntries(written(tried)) },
})

/** What is tried as attributes of the tag, ready to paste; '' where nothing is. */
export const asAttributes = (tried: Tried): string =>
  written(tried)
    .map(([name, value]) => `data-${name}="${value.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`)
    .join(' ')
