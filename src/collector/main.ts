import { runCollector } from './run-collector.ts'
import { usage } from './settings.ts'

const [word] = process.argv.slice(2)
if (word === '--help' || word === '-h') {
  process.stdout.write(usage)
} else if (word !== undefined) {
  process.stderr.write(
    `Unknown argument "${word}": the collector takes none; --help tells what its environment sets.\n`,
  )
  process.exitCode = 1
} else {
  await runCollector(process.env)
}
