// Writes docs/options.md and docs/wrong-options.md, from the schema and the sentences about wrong options.
import { writeFileSync } from 'node:fs'
import { optionsPage } from './options-page.ts'
import { wrongOptionsPage } from './wrong-options-page.ts'

writeFileSync(new URL('../docs/options.md', import.meta.url), optionsPage())
writeFileSync(new URL('../docs/wrong-options.md', import.meta.url), wrongOptionsPage())
