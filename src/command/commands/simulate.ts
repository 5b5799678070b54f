import { readOptions } from '../../options/read-options.ts'
import type { Command } from '../command.ts'
import { readOptionsFile } from '../options-file.ts'
import { wholeNumber } from '../read-words.ts'
import { simulateVisitors } from '../simulate-visitors.ts'

/** Mulberry32: a run can be repeated with its seed. */
function createDice(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const share = (part: number, whole: number) => `${whole === 0 ? 0 : ((100 * part) / whole).toFixed(1)} %`

/** Shows how often the rules of an options file would ask. */
export const simulate: Command = {
  name: 'simulate',
  summary: 'shows how often your rules would ask visitors who come and go',
  places: [{ name: 'file', help: 'the options as JSON (the defaults)', isOptional: true }],
  flags: {
    visitors: { value: 'number', help: 'how many visitors (2000)' },
    days: { value: 'number', help: 'for how many days (365)' },
    seed: { value: 'number', help: 'another seed gives other visitors (1)' },
  },
  more: `Each visitor comes every 3 to 33 days on average, and each time something happens that a survey may wait for.
One in five answers, two in five close the card, one in twenty wants no more. The rules are the widget's own.`,
  async run(given, io) {
    const [file] = given.places
    const visitors = wholeNumber('visitors', given.text('visitors'), 2000, [1, 1_000_000])
    const days = wholeNumber('days', given.text('days'), 365, [1, 3650])
    const seed = wholeNumber('seed', given.text('seed'), 1, [0, 999_999_999])
    const options = file === undefined ? {} : readOptionsFile(file)
    const { settings, unreadable } = readOptions(
      [{ endpoint: '/responses' }, options],
      'https://site.example/',
    )
    for (const path of unreadable) {
      io.writeMessage(
        `The option ${path} cannot be read, so what asks less holds; "howlikely check" tells more.`,
      )
    }
    const progress = io.startProgress('Visitors')
    const { triggers, askings, visitorsByAskings, heldBackBy } = simulateVisitors({
      settings,
      visitors,
      days,
      startAt: Date.UTC(2026, 0, 1),
      dice: createDice(seed),
      onVisitor: done => progress.at(done, visitors),
    })
    progress.end()

    const rows = [
      `${visitors} visitors in ${days} days, seed ${seed}: ${triggers} triggers, ${askings} askings (${share(askings, triggers)}).\n`,
      '\nAsked so often    visitors\n',
      ...visitorsByAskings.map(
        (count, times) =>
          `${String(times).padStart(14)}    ${String(count).padStart(8)}  ${share(count, visitors)}\n`,
      ),
      '\nWhat came first against the others\n',
      ...[...heldBackBy]
        .sort(([, one], [, other]) => other - one)
        .map(
          ([rule, count]) => `  ${rule.padEnd(22)}${String(count).padStart(8)}  ${share(count, triggers)}\n`,
        ),
    ]
    io.writeOutput(rows.join(''))
  },
}
