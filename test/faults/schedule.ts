import type { Reaction } from '../support/recorder.ts'
import type { Serving } from '../support/script-host.ts'
import { createDice, type Dice } from './dice.ts'

/** The faults that a schedule can cause in a browser. */
export interface Abilities {
  /** Its tab can be made to crash, and the whole browser killed, and started again with the same profile. */
  dies: boolean
}

/** Whether the browser can store anything; if it cannot, the site asks nevertheless. */
export type Storage = 'works' | 'full after the score' | 'blocked'

/** Where the tag sends answers: to the recorder, or to an address where nobody accepts them, until the tag is corrected. */
export type Address =
  | 'right'
  | 'unknown name'
  | 'no TLS'
  | 'moved, and the old one is gone'
  | 'moved, and 404'

export type Outage = 'none' | 'connections refused' | 'offline'

/** How the page goes away. */
export type Departure = 'stays' | 'tab closed' | 'another page' | 'reload' | 'tab crashed' | 'browser killed'

/** From when on the host of the scripts fails: from before the trigger to after Send, or whatever else the deed is. */
export type Beginning = 'page' | 'card' | 'score' | 'deed'

/** What the host of the widget's scripts does for some time. */
export interface ScriptFault {
  from: Beginning
  /** Milliseconds between that and its beginning. */
  after: number
  does: Exclude<Serving, 'as built'> | 'connections refused'
  /** Which of the files that are asked for from then on, counted from 0; null for all. Refused are all. */
  place: number | null
  /** Milliseconds. */
  lasts: number
}

/** A visitor who is asked about an order, and gives an answer while things go wrong. */
export interface Visit {
  address: Address
  outage: Outage
  /** Null: every script comes. */
  scripts: ScriptFault | null
  /** One reaction per POST while the visit lasts, and what every further one meets. */
  reactions: readonly Reaction[]
  otherwise: Reaction
  /** Milliseconds that the visitor's clock is off while the answer is given. */
  clock: number
  /** The scores that are chosen, one after another; the visitor means the last one. */
  scores: readonly number[]
  /** How the card is left: with Send, closed, or as it is. */
  deed: 'send' | 'close' | 'leave'
  /** Milliseconds between the deed and the departure. */
  lingers: number
  departure: Departure
  /** The card that was left comes back on the next page of the tab; there it is sent. */
  goesOn: boolean
  /** Page views afterwards, while the faults last: in so many tabs at once, with the clock off by so much. */
  views: readonly { tabs: 1 | 2; clock: number }[]
}

/** The faults that one visitor meets, from the first visit to the last. */
export interface Schedule {
  seed: number
  storage: Storage
  format: 'auto' | 'json' | 'text' | 'form'
  report: 'answers' | 'everything'
  /** Dice in the page that make every back-off short, or as long as it can be. */
  backOff: 'short' | 'long'
  visits: readonly Visit[]
}

const day = 86_400_000
const year = 365 * day

/** @param elsewhere an address of another origin, to which an endpoint may redirect */
export function scheduleOf(seed: number, abilities: Abilities, elsewhere: string): Schedule {
  const dice = createDice(seed)
  // The first numbers of neighbouring seeds are near each other.
  for (let skipped = 0; skipped < 8; skipped += 1) dice.random()
  const storage = dice.chance(0.1) ? dice.pick<Storage>(['full after the score', 'blocked']) : 'works'
  // A browser that has to be started and killed takes longer than all else.
  const maybeKilled = abilities.dies && storage === 'works' && dice.chance(0.06)
  const visits = storage === 'works' ? dice.between(1, 3) : 1
  return {
    seed,
    storage,
    format: dice.pick(['auto', 'auto', 'json', 'text', 'form']),
    report: dice.pick(['answers', 'answers', 'everything']),
    backOff: dice.pick(['short', 'long']),
    visits: Array.from({ length: visits }, (_, place) => {
      const visit = visitOf(dice, abilities, elsewhere, {
        isFirst: place === 0,
        isLast: place === visits - 1,
      })
      if (maybeKilled && place === 0) return { ...visit, departure: 'browser killed', goesOn: false }
      // A card that could not be stored does not come back.
      return { ...visit, goesOn: visit.goesOn && storage !== 'blocked' }
    }),
  }
}

/** A clock that is behind and then ahead jumps by less than the 30 days for which an answer waits; milliseconds. */
const farOff = 14 * day

/** Milliseconds. A page that crashes can store nothing more, and a choice is stored only once it has been painted. */
const leastBeforeCrash = 100

interface Place {
  isFirst: boolean
  isLast: boolean
}

function visitOf(dice: Dice, abilities: Abilities, elsewhere: string, place: Place): Visit {
  const { isFirst, isLast } = place
  // A visit that goes back in time is still the same visit, in which nobody is asked again.
  const ahead = isLast ? [day, farOff] : []
  const behind = [-farOff]
  const outage = dice.pick<Outage>(['none', 'none', 'none', 'connections refused', 'offline'])
  const deed = dice.pick<Visit['deed']>(['send', 'send', 'send', 'leave', 'leave', 'close'])
  const departure = departureOf(dice, abilities, outage, deed)
  const scripts = dice.chance(0.4) ? scriptFaultOf(dice) : null
  const hasPage = departure === 'another page' || departure === 'reload'
  return {
    address: dice.chance(0.25)
      ? dice.pick<Address>(['unknown name', 'no TLS', 'moved, and the old one is gone', 'moved, and 404'])
      : 'right',
    outage,
    scripts,
    reactions: Array.from({ length: dice.between(0, 5) }, () => reactionOf(dice, elsewhere)),
    otherwise: dice.chance(0.3) ? reactionOf(dice, elsewhere) : { does: 'accept' },
    clock: maybe(dice, [...ahead, ...(isFirst ? behind : []), ...(isFirst && isLast ? [year] : [])]),
    scores: Array.from({ length: dice.between(1, 2) }, () => dice.between(0, 10)),
    deed,
    lingers: Math.max(
      departure === 'tab crashed' ? leastBeforeCrash : 0,
      dice.pick([0, 0, dice.between(1, 400)]),
    ),
    departure,
    // Without its scripts, the next page has no card.
    goesOn: deed === 'leave' && hasPage && !scripts && dice.chance(0.5),
    views: Array.from({ length: dice.between(0, 2) }, () => ({
      tabs: dice.pick([1, 1, 2]),
      clock: maybe(dice, [...ahead, ...behind]),
    })),
  }
}

function scriptFaultOf(dice: Dice): ScriptFault {
  const does = dice.pick<ScriptFault['does']>(['connections refused', '503', '503', 'late', 'other bytes'])
  // If all of them were late, one after the other, the visitor would wait a minute.
  const isOne = does === 'late' || dice.chance(0.5)
  return {
    from: dice.pick<Beginning>(['page', 'card', 'score', 'deed']),
    after: dice.pick([0, 0, dice.between(1, 300)]),
    does,
    place: isOne && does !== 'connections refused' ? dice.between(0, 4) : null,
    lasts: dice.pick([dice.between(100, 1000), dice.between(1000, 5000)]),
  }
}

/** One of them, seldom; else 0. */
function maybe(dice: Dice, values: readonly number[]): number {
  const chosen = values[dice.between(0, Math.max(0, values.length - 1))] ?? 0
  return dice.chance(0.2) ? chosen : 0
}

function departureOf(dice: Dice, abilities: Abilities, outage: Outage, deed: Visit['deed']): Departure {
  const possible: Departure[] = ['tab closed', 'tab closed']
  // An offline visitor sees no other page.
  if (outage !== 'offline') possible.push('another page', 'reload')
  if (deed !== 'leave') possible.push('stays')
  if (abilities.dies) possible.push('tab crashed')
  return possible[dice.between(0, possible.length - 1)] ?? 'tab closed'
}

function reactionOf(dice: Dice, elsewhere: string): Reaction {
  return dice.pick<Reaction>([
    { does: 'answer', status: 500 },
    { does: 'answer', status: 500 },
    { does: 'answer', status: 503, retryAfter: '1' },
    { does: 'answer', status: 429, retryAfter: '3600' },
    { does: 'answer', status: 401 },
    { does: 'answer', status: 404 },
    { does: 'answer', status: 413 },
    { does: 'redirect', to: '/moved', status: 302 },
    { does: 'redirect', to: elsewhere, status: 307 },
    { does: 'reset' },
    { does: 'take and reset' },
    { does: 'take and break off', within: 'head' },
    { does: 'take and break off', within: 'body' },
    { does: 'hang' },
    { does: 'take and hang' },
    { does: 'refuse CORS' },
    { does: 'accept', afterMs: 300 },
  ])
}
