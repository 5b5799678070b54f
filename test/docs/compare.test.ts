import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { commands } from '../../src/command/commands.ts'
import { page, root, tableUnder } from './pages.ts'

const compare = page('docs/compare.md')
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

const topics = [
  'Triggering',
  'Frequency',
  'The questionnaire',
  'Presentation',
  'Data and delivery',
  'Privacy and security',
  'Reporting',
  'For developers',
]

const rowsUnder = (heading: string) => {
  const [head = [], ...rows] = tableUnder(compare, heading)
  return rows.map(row => ({ head, row, name: row[0] ?? '', ours: row[1] ?? '', shown: row[2] ?? '' }))
}

const all = ['What a serious one must have', 'What no peer was found to have', ...topics].flatMap(rowsUnder)

/** Whether something that is said to show a claim is there: a test's file, or a command. */
function isThere(place: string): boolean {
  const [program, first = '', second = ''] = place.split(' ')
  if (program === 'npm') return first === 'run' && Object.hasOwn(manifest.scripts, second)
  if (program === 'npx') return first === 'howlikely' && commands.some(({ name }) => name === second)
  return /^test\/[\w/.-]+\.test\.tsx?$/.test(place) && existsSync(join(root, place))
}

test('every claim says yes, part or no, and every claim has an existing test or command', () => {
  expect(all.length).toBeGreaterThan(130)
  for (const { name, ours, shown } of all) {
    const [, word] = /^(yes|part|no)\b/.exec(ours) ?? []
    expect([name, word]).toEqual([name, expect.any(String)])
    const places = [...shown.matchAll(/`([^`]+)`/g)].map(([, place = '']) => place)
    if (word === 'no') expect([name, shown]).toEqual([name, '–'])
    else expect([name, places.length > 0, places.filter(place => !isThere(place))]).toEqual([name, true, []])
  }
})

test('a test or command that is not there would be found', () => {
  expect(
    ['test/gone.test.ts', 'src/index.ts', 'npm run gone', 'npx howlikely gone', 'npm run size'].map(isThere),
  ).toEqual([false, false, false, false, true])
})

test('every peer has a cell in each row, and its column names sources that are listed', () => {
  const [, told = ''] = compare.text.split(/^## Sources$/m)
  for (const { head, row, name } of topics.flatMap(rowsUnder)) {
    expect([name, row.length]).toEqual([name, 11])
    expect([name, row.filter(cell => cell === '')]).toEqual([name, []])
    for (const title of head.slice(3, 10)) {
      const [, tags = ''] = /\[(.+)\]$/.exec(title) ?? []
      expect(tags).not.toBe('')
      for (const tag of tags.split(', ')) expect(told).toMatch(new RegExp(`\\b${tag}\\b`))
    }
  }
  for (const [, tag = ''] of compare.text.matchAll(/\[((?:PH|FB|DL|WO|SM|RF|SV)-\w+)/g))
    expect(told).toContain(tag)
})

test('what howlikely weighs is what the size gate allows', () => {
  const [row = []] = tableUnder(compare, 'Measured').filter(([name]) => name === 'howlikely')
  const pays = tableUnder(page('README.md'), 'What a page pays')
  const of = (way: string) => pays.find(([name]) => name === way)?.[1]?.replace(' kB', '')

  expect(row.slice(1)).toEqual([of('no trigger, or too soon to ask again'), of('asked, in English')])
})
