import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { csvJson, csvLine, type Separator, separators } from '../../src/report/csv.ts'

test.each<[string, string]>([
  ['=1+1', `"'=1+1"`],
  ['+46 8', `"'+46 8"`],
  ['-1', `"'-1"`],
  ['@SUM(A1)', `"'@SUM(A1)"`],
  ['＝1+1', `"'＝1+1"`],
  ['\tx', `"'\tx"`],
  ['\r=1', `"'\r'=1"`],
  ['\nx', `"'\nx"`],
  [' =1+1', `"' =1+1"`],
  ['"=1+1', `"'""=1+1"`],
  ["'=1+1", `"''=1+1"`],
  [`x";=cmd|'/c calc'!A0;"`, `"x"";'=cmd|'/c calc'!A0;"""`],
  ['a\t=1', `"a\t'=1"`],
  ['a,=1', `"a,'=1"`],
  ['a\r\n=1', `"a\r'\n'=1"`],
  ['a; "=1', `"a;' ""=1"`],
  ['a;\u00a0\u200b＝1', `"a;'\u00a0\u200b＝1"`],
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
  ['a; b, c', '"a; b, c"'],
  ['so-so, e.g. a=b', '"so-so, e.g. a=b"'],
])('%j stays as it is', (text, cell) => {
  expect(csvLine([text])).toBe(`${cell}\r\n`)
})

test('numbers are numbers, and what is missing is empty', () => {
  expect(csvLine([9, -1.5, true, null, 'x'])).toBe('9,-1.5,true,,"x"\r\n')
})

test('with semicolons, numbers have a decimal comma', () => {
  expect(csvLine([9, -1.5, true, null, 'x.y'], 'semicolon')).toBe('9;-1,5;true;;"x.y"\r\n')
})

test.each(['0042', '12345678901234567890', '1E5', '3-4', 'A-1042'])(
  'the order number %s as text is behind a tab, and guarded like any other',
  id => {
    expect(csvLine([{ id }])).toBe(`"\t${id}"\r\n`)
    expect(csvLine([{ id: `=${id}` }])).toBe(`"\t'=${id}"\r\n`)
  },
)

const names: readonly Separator[] = ['comma', 'semicolon', 'tab']

const signs = ['=', '+', '-', '@', '＝', '"', "'", ',', ';', '\t', '\r', '\n', ' ', '\u200b', 'x', '1']

/** Texts that are nearly formulas, in more than one way. */
const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.array(fc.constantFrom(...signs), { maxLength: 12 }).map(parts => parts.join('')),
)
const isFormula = (text: string) => /^[\s"\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]/u.test(text)

describe.each(names)('separated by %s', separator => {
  const lines = fc.array(fc.array(texts, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 3 })

  test('whatever is written, a reader finds it again in its own cell', () => {
    fc.assert(
      fc.property(lines, rows => {
        const read = readTable(rows.map(row => csvLine(row, separator)).join(''), separators[separator])

        expect(read.map(row => row.map(bare))).toEqual(rows.map(row => row.map(bare)))
      }),
    )
  })

  test.each(names)('no cell is a formula, read as if separated by %s', other => {
    fc.assert(
      fc.property(lines, fc.boolean(), (rows, isId) => {
        const table = rows.map(row => csvLine(isId ? row.map(id => ({ id })) : row, separator)).join('')
        const cells = readTable(table, separators[other]).flat()

        expect(cells.filter(isFormula)).toEqual([])
      }),
    )
  })

  test.each(names)('nor any JSON, which stays JSON, read as if separated by %s', other => {
    const facts = fc.dictionary(texts, fc.oneof(texts, fc.array(texts)), { noNullPrototype: true })
    fc.assert(
      fc.property(facts, value => {
        const line = csvLine([csvJson(JSON.stringify(value))], separator)

        expect(readTable(line, separators[other]).flat().filter(isFormula)).toEqual([])
        expect(JSON.parse(readTable(line, separators[separator])[0]?.[0] ?? '')).toEqual(value)
      }),
    )
  })
})

/** The text without what the table removes or adds. */
const bare = (text: string) => text.replaceAll('\0', '').replaceAll("'", '')

/**
 * A table as spreadsheets read it: a cell that begins with a quotation mark goes on to the next that stands alone, and what
 * comes between that and the separator belongs to it.
 */
function readTable(text: string, separator: string): string[][] {
  const rows: string[][] = [[]]
  let at = 0
  while (at < text.length) {
    let cell = ''
    if (text[at] === '"') {
      for (at += 1; at < text.length && (text[at] !== '"' || text[at + 1] === '"'); at += 1) {
        if (text[at] === '"') at += 1
        cell += text[at]
      }
      at += 1
    }
    while (at < text.length && text[at] !== separator && !/[\r\n]/.test(text[at] ?? '')) {
      cell += text[at]
      at += 1
    }
    rows.at(-1)?.push(cell)
    if (/[\r\n]/.test(text[at] ?? '')) {
      if (text[at] === '\r' && text[at + 1] === '\n') at += 1
      if (at + 1 < text.length) rows.push([])
    }
    at += 1
  }
  return rows
}
