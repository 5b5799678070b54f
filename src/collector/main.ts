// Anything an older Node lacks is imported only after checking the version; otherwise Node would end with a stack trace.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
const [word] = process.argv.slice(2)

if (major < 22 || (major === 22 && minor < 13)) {
  process.stderr.write(
    `The collector needs Node 22.13 or newer, and this is ${process.versions.node}. Install Node 24 from https://nodejs.org, then start it again.\n`,
  )
  process.exitCode = 1
} else if (word === '--help' || word === '-h') {
  const { usage } = await import('./settings.ts')
  process.stdout.write(usage)
} else if (word !== undefined) {
  process.stderr.write(
    `Unknown argument "${word}": the collector takes none; --help tells what its environment sets.\n`,
  )
  process.exitCode = 1
} else {
  const { runCollector } = await import('./run-collector.ts')
  await runCollector(process.env)
}

export {}
