import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvLine } from '../../src/report/csv.ts'

test.each<[string, string]>([
  ['=1+1', `"'=1+1"`],
  ['+46 8', `"'+46 8"`],
  ['-1', `"'-1"`],
  ['@SUM(A1)', `"'@SUM(A1)"`],
  ['＝1+1', `"'＝1+1"`],
  ['\tx', `"'\tx"`],
  ['\r=1', `"'\r=1"`],
  ['\nx', `"'\nx"`],
  [' =1+1', `"' =1+1"`],
  ['"=1+1', `"'""=1+1"`],
  ["'=1+1", `"''=1+1"`],
  [`=HYPERLINK("https://evil.example","x")`, `"'=HYPERLINK(""https://evil.example"",""x"")"`],
])('%j is never computed', (text, cell) => {
  expect(csvLine([text])).toBe(`${cell}\r\n`)
})

test.each<[string, string]>([
  ['good = cheap', '"good = cheap"'],
  ['a-b', '"a-b"'],
  ['say "hi", twice\nplease', '"say ""hi"", twice\nplease"'],
  ['nought\0', '"nought"'],
  ['', '""'],
])('%j stays as it is', (text, cell) => {
  expect(csvLine([text])).toBe(`${cell}\r\n`)
})

test('numbers are numbers, and what is missing is empty', () => {
  expect(csvLine([9, -1.5, true, null, 'x'])).toBe('9,-1.5,true,,"x"\r\n')
})

test('whatever is written, a reader finds it again in its own cell, and no cell begins a formula', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'binary', maxLength: 20 }), { minLength: 1, maxLength: 5 }),
      cells => {
        const read = readLine(csvLine(cells))

        expect(read).toHaveLength(cells.length)
        for (const [index, text] of read.entries()) {
          expect(text.replace(/^'/, '')).toBe((cells[index] ?? '').replaceAll('\0', '').replace(/^'/, ''))
          expect(text).not.toMatch(/^[=+\-@\t\r]/)
        }
      },
    ),
  )
})

/** A line as RFC 4180 reads it. */
function readLine(line: string): string[] {
  const cells = line.slice(0, -2).match(/"(?:[^"]|"")*"/g) ?? []
  return cells.map(cell => cell.slice(1, -1).replaceAll('""', '"'))
}
