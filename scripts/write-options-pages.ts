// Writes docs/options.md and docs/wrong-options.md, by the schema and the sentences that options are checked by.
import { writeFileSync } from 'node:fs'
import { optionsPage } from './options-page.ts'
import { wrongOptionsPage } from './wrong-options-page.ts'

writeFileSync(new URL('../docs/options.md', import.meta.url), optionsPage())
writeFileSync(new URL('../docs/wrong-options.md', import.meta.url), wrongOptionsPage())
