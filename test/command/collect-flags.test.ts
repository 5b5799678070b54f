import { expect, test } from 'vitest'
import { settingNames } from '../../src/collector/settings.ts'
import { collect } from '../../src/command/commands/collect.ts'

/** Whatever lets somebody in, or signs for somebody. */
const secrets = settingNames.filter(name => /TOKEN|SECRET|CODE|KEY|PASSWORD|DATABASE_URL|SMTP_URL/.test(name))

test('no secret may be written on the command line, which everybody on the machine reads; all else may', () => {
  const flags = Object.keys(collect.flags).map(flag => flag.toUpperCase().replaceAll('-', '_'))

  expect(secrets.length).toBeGreaterThan(4)
  expect(flags.filter(name => secrets.includes(name))).toEqual([])
  expect([...flags, ...secrets].sort()).toEqual([...settingNames].sort())
})
