import { typedPrefix } from '../report/login-page.ts'

/** The fields of the report's plain forms that are filled in again once somebody has signed in. */
const fields = ['by', 'value'] as const

/** Characters; the longest value that can find somebody. */
const longest = 500

/** What somebody typed into a form before finding their session ended, for the sign-in page to carry along. */
export function keptTyping(form: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    fields.flatMap(name => {
      const value = form[name]
      return typeof value === 'string' && value !== '' && value.length <= longest ? [[name, value]] : []
    }),
  )
}

/** The same, back from the sign-in page. */
export const typedIn = (form: URLSearchParams): Record<string, string> =>
  keptTyping(Object.fromEntries(fields.map(name => [name, form.get(typedPrefix + name)])))
