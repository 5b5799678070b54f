import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { page, root } from './pages.ts'

/** A function that the walk names: `queue.add` is `add`. */
interface Stop {
  name: string
  file: string
}

/** One item of a list: its stops call one another in turn. */
interface Item {
  isIndented: boolean
  /** The first of its list: nothing calls it. */
  isFirst: boolean
  stops: readonly Stop[]
}

const [, section = ''] =
  /^## Follow one trigger\n([\s\S]*?)^## /m.exec(page('docs/architecture.md').text) ?? []

const stopsIn = (text: string): Stop[] =>
  [...text.matchAll(/\[([\w.]+)\]\(\.\.\/(src\/[^)]+)\)/g)].map(([, words = '', file = '']) => ({
    name: words.split('.').at(-1) ?? '',
    file,
  }))

const items: readonly Item[] = [...section.matchAll(/^( *)(-|\d+\.) ([\s\S]*?)(?=^ *(?:-|\d+\.) |^$)/gm)].map(
  ([, indent = '', mark, text = '']) => ({
    isIndented: indent !== '',
    isFirst: mark === '1.',
    stops: stopsIn(text),
  }),
)

/** Each stop that another one leads to, with that one. */
function pairsOf(list: readonly Item[]): (readonly [Stop, Stop])[] {
  let outer: Stop | undefined
  return list.flatMap(({ isIndented, isFirst, stops }) => {
    const before = isFirst ? [] : [outer]
    if (!isIndented) outer = stops.at(-1)
    const way = [...before, ...stops].filter(stop => stop !== undefined)
    return way.slice(1).map((stop, place) => [way[place] ?? stop, stop] as const)
  })
}

const pairs = pairsOf(items)
const stops = items.flatMap(item => item.stops)

const codeOf = (file: string) =>
  existsSync(join(root, file))
    ? readFileSync(join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$/gm, '$1')
    : ''

/** Where a function, a method, a property, or a part of that name is defined. */
const definition = (name: string) =>
  new RegExp(
    `\\b(?:function|const) ${name}\\b|^ +(?:async )?${name}\\([^)]*\\)[^{;\\n]*\\{$|^ +${name}: |\\bhandOver\\('${name}'`,
    'm',
  )

const mentions = (code: string, name: string) => code.match(new RegExp(`\\b${name}\\b`, 'g'))?.length ?? 0

/** Whether a stop's file calls the other, or passes it on. A definition in the same file is no call. */
const leadsTo = (from: Stop, to: Stop) =>
  mentions(codeOf(from.file), to.name) > (from.file === to.file ? 1 : 0)

describe('the way of a trigger', () => {
  test('begins with the data layer and ends in the store', () => {
    expect(stops.slice(0, 2).map(({ name }) => name)).toContain('listenToDataLayer')
    expect(stops.at(-1)?.name).toBe('saveAll')
  })

  test.each(stops.map(({ name, file }) => [name, file]))('%s is in %s', (name, file) => {
    expect(codeOf(file)).toMatch(definition(name))
  })

  test.each(pairs.map(([from, to]) => [from.name, to.name, from, to] as const))(
    'leads from %s to %s',
    (_from, _to, from, to) => {
      expect(leadsTo(from, to)).toBe(true)
    },
  )

  test('would be found broken', () => {
    const file = 'src/showing/answer-survey.ts'

    expect(codeOf(file)).not.toMatch(definition('createSurvey'))
    expect(
      leadsTo({ name: 'sendAnswer', file }, { name: 'responseRoutes', file: 'src/collector/app.ts' }),
    ).toBe(false)
  })
})
