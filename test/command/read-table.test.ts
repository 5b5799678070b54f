import { expect, test } from 'vitest'
import { readTable } from '../../src/command/read-table.ts'

test('cells may be in quotes, and hold separators, line breaks and quotes; a row knows its line', () => {
  const text = '\ufeffscore, reason \r\n9,"Fast, and ""good"""\r\n\r\n8,"two\nlines"\n7,'

  expect([...readTable(text, ',')]).toEqual([
    { line: 2, cells: { score: '9', reason: 'Fast, and "good"' } },
    { line: 4, cells: { score: '8', reason: 'two\nlines' } },
    { line: 6, cells: { score: '7', reason: '' } },
  ])
  expect([...readTable('a;b\n1,5;2', ';')]).toEqual([{ line: 2, cells: { a: '1,5', b: '2' } }])
})

test('a row that is not as wide as the head, a name that occurs twice, and a quote that is left open are reported', () => {
  expect([...readTable('a,b\n1\n1,2\n1,2,3', ',')]).toEqual([
    { line: 2, problem: 'there are 1 cells, and the head has 2', raw: ['1'] },
    { line: 3, cells: { a: '1', b: '2' } },
    { line: 4, problem: 'there are 3 cells, and the head has 2', raw: ['1', '2', '3'] },
  ])
  expect([...readTable('a,a\n1,2', ',')]).toEqual([{ line: 1, problem: 'the head names "a" twice' }])
  expect([...readTable('a\n1\n"2\n3', ',')].at(-1)).toEqual({
    line: 3,
    problem: 'a quote is opened and never closed',
  })
  expect([...readTable('', ',')]).toEqual([])
})
