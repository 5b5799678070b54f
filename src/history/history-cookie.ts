import { hash } from './hash.ts'
import { type Asking, emptyHistory, type History, type Outcome, type Stamp, streakOf } from './history.ts'

/** The longest value, in characters, all ASCII: even with the longest name the whole cookie stays within 1 kB. */
export const longestValue = 980

/** How many askings fit, of up to five surveys, if no clock was wrong. */
export const keptInCookie = 40

const letters: Readonly<Record<Outcome, string>> = {
  answered: 'a',
  dismissed: 'd',
  ignored: 'i',
  open: 'o',
  lost: 'l',
}
const outcomes = new Map(Object.entries(letters).map(([outcome, letter]) => [letter, outcome as Outcome]))

/** The cookie names surveys by their hash, since ids may be long; a survey that the site has removed keeps its hash. */
const nameOf = (survey: string) => (survey.startsWith('~') ? survey.slice(1) : hash(survey).toString(36))

/** Writes stamps in sequence, in whole milliseconds: each as its distance from the one before. */
function stampWriter() {
  let before = 0
  let seenBefore = 0
  return (stamp: Stamp): string => {
    const at = Math.ceil(stamp.at)
    const further = (at - before).toString(36)
    before = at
    if (stamp.seen === null) return further
    const seen = Math.ceil(stamp.seen)
    const seenFurther = (seen - seenBefore).toString(36)
    seenBefore = seen
    return `${further}!${seenFurther}`
  }
}

function stampReader() {
  let at = 0
  let seen = 0
  return (text: string): Stamp => {
    const [further = '', seenFurther] = text.split('!')
    at += Number.parseInt(further, 36)
    if (seenFurther === undefined) return { at, seen: null }
    seen += Number.parseInt(seenFurther, 36)
    return { at, seen }
  }
}

function write({ askings, streaks, optOuts }: History): string {
  const dismissed = Object.entries(streaks).filter(([, streak]) => streak)
  const rows = new Map(dismissed.map(([survey, streak]) => [nameOf(survey), streak]))
  const asked = askings.map(({ survey }) => nameOf(survey))
  const names = [...new Set([...asked, ...[...rows.keys()].sort()])]
  const stamp = stampWriter()
  const parts = [
    optOuts.map(stamp),
    names.map(name => `${name}~${rows.get(name) ?? 0}`),
    askings.map(({ survey, outcome, asked, ended }) => {
      const place = names.indexOf(nameOf(survey)).toString(36)
      return `${letters[outcome]}${place}~${stamp(asked)}${ended ? `*${stamp(ended)}` : ''}`
    }),
  ]
  const text = `1.${parts.map(part => part.join('_')).join('.')}`
  return `${text}.${hash(text).toString(36)}`
}

/**
 * The part of a history that goes into the cookie: stamps, outcomes and runs of dismissals. Hashes of orders, the
 * sample's seed and the visit's number stay out, since servers should not see them. Keeps as many of the newest askings
 * as fit.
 */
export function writeHistoryCookie(history: History): string {
  const { askings } = history
  for (let first = 0; ; first++) {
    const text = write({ ...history, askings: askings.slice(first) })
    if (text.length <= longestValue || first >= askings.length) return text
  }
}

/**
 * Reads what {@link writeHistoryCookie} wrote, and nothing else: returns 'newer' if a newer version wrote it, and
 * 'unreadable' if it was changed or cut, or never was ours.
 *
 * @param surveys the ids of the site's surveys
 */
export function readHistoryCookie(
  text: string,
  surveys: readonly string[],
): History | 'newer' | 'unreadable' {
  const [version = '', optOuts = '', names = '', list = ''] = text.split('.')
  if (/^[1-9]\d*$/.test(version) && version !== '1') return 'newer'
  const pieces = (part: string) => (part ? part.split('_') : [])
  const stamp = stampReader()
  const stampsOfOptOuts = pieces(optOuts).map(stamp)
  const ids = new Map(surveys.map(id => [nameOf(id), id]))
  const rows = pieces(names).map(row => {
    const [name = '', streak] = row.split('~')
    return [ids.get(name) ?? `~${name}`, Number(streak)] as const
  })
  const askings = pieces(list).map((piece): Asking => {
    const [head = '', stamps = ''] = piece.split('~')
    const [begun = '', over] = stamps.split('*')
    const asked = stamp(begun)
    return {
      survey: rows[Number.parseInt(head.slice(1), 36)]?.[0] ?? '',
      asked,
      outcome: outcomes.get(head.charAt(0)) ?? 'lost',
      ended: over === undefined ? null : stamp(over),
    }
  })
  const history: History = {
    ...emptyHistory,
    askings,
    streaks: Object.fromEntries(rows.filter(([, streak]) => streak)),
    optOuts: stampsOfOptOuts,
  }
  // Only a text that we wrote comes out the same when it is written again.
  return write(history) === text ? history : 'unreadable'
}

const isSame = (first: Asking, second: Asking) =>
  nameOf(first.survey) === nameOf(second.survey) && first.asked.at === second.asked.at

/**
 * Joins two copies of one history without losing anything of either. This browser's clock wrote both, so two askings
 * with the same stamp, to the millisecond, are one; if only one copy has ended, it wins. Stamps by another clock are a
 * case for `mergeExternalHistory`.
 */
export function joinHistories(first: History, second: History): History {
  const known = first.askings.map(
    asking => second.askings.find(copy => !asking.ended && copy.ended && isSame(asking, copy)) ?? asking,
  )
  const news = second.askings.filter(asking => !first.askings.some(copy => isSame(asking, copy)))
  const dismissed = [...new Set([...Object.keys(first.streaks), ...Object.keys(second.streaks)])]
  const optOuts = second.optOuts.filter(({ at }) => !first.optOuts.some(optOut => optOut.at === at))
  return {
    ...first,
    askings: [...known, ...news].sort((a, b) => a.asked.at - b.asked.at),
    streaks: Object.fromEntries(
      dismissed.map(survey => [survey, Math.max(streakOf(first, survey), streakOf(second, survey))]),
    ),
    optOuts: [...first.optOuts, ...optOuts].sort((a, b) => a.at - b.at),
  }
}
