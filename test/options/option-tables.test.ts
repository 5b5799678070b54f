import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { optionTables } from '../../scripts/option-tables.ts'

test('the tables that the widget reads by are those of the schema; if not, run scripts/write-option-tables.ts', () => {
  const committed = readFileSync(new URL('../../src/options/option-tables.ts', import.meta.url), 'utf8')

  expect(committed).toBe(optionTables())
})
