#!/usr/bin/env node
// `npx howlikely`. Anything an older Node lacks is imported only after checking the version; otherwise Node would end with
// a stack trace.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

if (major < 22 || (major === 22 && minor < 13)) {
  process.stderr.write(
    `howlikely needs Node 22.13 or newer, and this is ${process.versions.node}. Install Node 24 from https://nodejs.org, then run it again.\n`,
  )
  process.exitCode = 1
} else await import('./run-process.ts')

export {}
