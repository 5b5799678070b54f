// Writes src/options/option-tables.ts: how the widget reads each option in the schema.
import { writeFileSync } from 'node:fs'
import { optionTables } from './option-tables.ts'

writeFileSync(new URL('../src/options/option-tables.ts', import.meta.url), optionTables())
