import { isText, type Raw } from '../options/own.ts'
import { listSurveys } from '../options/written-surveys.ts'
import { toJson } from '../protocol/to-json.ts'

/** JSON on one line, spaced for reading. */
export const oneLine = (value: unknown): string =>
  (toJson(value, 1) ?? '').replace(/\n\s*/g, ' ').replace(/ (?=[\]}])|(?<=[[{]) /g, '')

/** The most characters shown of a found value. */
const most = 80

export const shortened = (text: string): string => (text.length > most ? `${text.slice(0, most)}…` : text)

/** The value found, as it would be written in the options. */
export const shown = (value: unknown): string =>
  typeof value === 'number' || typeof value === 'function' || typeof value === 'bigint'
    ? shortened(String(value))
    : shortened(oneLine(value) || 'nothing')

/** `hours.days[0]` as "entry 1 of hours.days". */
function entryInWords(path: string): string {
  const [, before = '', place, after = ''] = /^(.*)\[(\d+)\]\.?([^[\]]*)$/.exec(path) ?? []
  if (place === undefined) return path
  const entry = `entry ${Number(place) + 1} of ${entryInWords(before)}`
  return after ? `${after} in ${entry}` : entry
}

/**
 * An option's path for somebody who does not program: `surveys[0].hours.days[0]` is "entry 1 of hours.days of the survey
 * "checkout"".
 *
 * @param site the options as they were written
 */
export function placeInWords(path: string, { surveys }: Raw): string {
  const [whole, place, name, inside] = /^surveys(?:\[(\d+)\]|\.([^.[]+))(?:\.(.*))?$/.exec(path) ?? []
  if (whole === undefined) return entryInWords(path)
  const ids = (listSurveys(surveys) ?? []).map(({ own }): unknown => Object(own).id)
  const id = name ?? ids[Number(place)]
  const isItsOwn = isText(id) && id !== '' && ids.filter(surveyId => surveyId === id).length === 1
  const survey = isItsOwn || name ? `the survey "${shortened(String(id))}"` : `survey ${Number(place) + 1}`
  return inside === undefined ? survey : `${entryInWords(inside)} of ${survey}`
}
