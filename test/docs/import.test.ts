import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { importing } from '../../src/command/commands/import.ts'
import { shapeNames } from '../../src/command/import/shapes.ts'
import { runCommand } from '../../src/command/run-command.ts'
import { examplesIn, nameIn, page, root, tableUnder } from './pages.ts'

const doc = page('docs/import.md')
const examples = examplesIn(doc)
const [tried = '', mapped = ''] = examples.filter(one => one.language === 'sh').map(one => one.code.trim())
const [table = '', complaint = ''] = examples.filter(one => one.language === '').map(one => one.code)

/** Words as a shell reads them, where single quotes are the only ones outside. */
const wordsOf = (line: string): string[] =>
  [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain = '']) => quoted ?? plain)

/** Runs a line of the page, in a folder that has its file, and stores nothing. */
async function run(line: string, file: string) {
  const folder = mkdtempSync(join(tmpdir(), 'howlikely-docs-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const [, , ...words] = wordsOf(line).map(word => (/^\w+\.csv$/.test(word) ? file : word))
  let [out, err] = ['', '']
  const code = await runCommand([importing], '', [...words, '--dry-run', '--data-folder', folder], {
    environment: {},
    now: () => Date.parse('2026-11-01T12:00:00Z'),
    writeOutput(text) {
      out += text
    },
    writeMessage(sentence) {
      err += `${sentence}\n`
    },
    streamOutput: async () => {},
    startProgress: () => ({ at() {}, end() {} }),
  })
  return { code, out, err }
}

function answers(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'howlikely-docs-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'answers.csv')
  writeFileSync(file, text)
  return file
}

test('the first line shows what a sample would bring', async () => {
  const { code, out } = await run(tried, join(root, 'test/command/import-samples/delighted.csv'))

  expect(code).toBe(0)
  expect(out).toMatch(/read as Delighted's export\n[\s\S]+\nNPS +33\n[\s\S]+\n {2}would be imported +3\n/)
})

test('the table of the page is read by its mapping', async () => {
  const { code, out } = await run(mapped, answers(table))

  expect(code).toBe(0)
  const [first] = out.match(/^\{.+\}$/gm) ?? []
  expect(JSON.parse(first ?? '')).toMatchObject({
    score: 9,
    reason: 'Fast; and friendly',
    sentAt: '2026-04-03T12:30:00.000Z',
    trigger: { ref: 'A-1042' },
    respondent: { id: 'u_1', traits: { plan: 'Pro' } },
  })
  expect(out).toMatch(/\n {2}would be imported +2\n/)
})

test('a wrong row is reported as the page says', async () => {
  const file = answers(table.replace(';6;', ';eleven;'))
  const { code, err } = await run(mapped, file)

  expect(code).toBe(1)
  expect(err.replaceAll(file, 'answers.csv')).toContain(complaint)
})

test('the page has every tool', () => {
  const [, ...rows] = tableUnder(doc, 'From which tools')

  expect(rows.map(([first]) => nameIn(first))).toEqual(shapeNames)
})
