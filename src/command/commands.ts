import type { Command } from './command.ts'
import { backup } from './commands/backup.ts'
import { check } from './commands/check.ts'
import { collect } from './commands/collect.ts'
import { distributing } from './commands/distribute.ts'
import { exporting } from './commands/export.ts'
import { importing } from './commands/import.ts'
import { links } from './commands/links.ts'
import { moving } from './commands/move.ts'
import { restoring } from './commands/restore.ts'
import { simulate } from './commands/simulate.ts'
import { snippet } from './commands/snippet.ts'
import { token } from './commands/token.ts'
import { verify } from './commands/verify.ts'

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [
  collect,
  snippet,
  check,
  simulate,
  links,
  exporting,
  importing,
  backup,
  restoring,
  moving,
  verify,
  distributing,
  token,
]
