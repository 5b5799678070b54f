import { runCollector } from '../../collector/run-collector.ts'
import { environmentHelp, settingNames } from '../../collector/settings.ts'
import type { Command, Flag } from '../command.ts'

const flagOf = (name: string) => name.toLowerCase().replaceAll('_', '-')

/** Settings that may show in the process list, which everybody on the machine can read. */
const open = settingNames.filter(
  name => !/_(TOKEN|SECRET)$/.test(name) && !['SIGN_IN_CODE', 'DATABASE_URL', 'SMTP_URL'].includes(name),
)

const flags: Record<string, Flag> = Object.fromEntries(
  open.map(name => [flagOf(name), { value: 'value', help: `instead of ${name}` }]),
)

/** Runs the collector. */
export const collect: Command = {
  name: 'collect',
  summary: 'stores the responses that the survey sends, and shows the report',
  places: [],
  flags,
  more: environmentHelp,
  async run(given, { environment }) {
    const asked = open.flatMap(name => {
      const text = given.text(flagOf(name))
      return text === null ? [] : [[name, text] as const]
    })
    await runCollector({ ...environment, ...Object.fromEntries(asked) })
  },
}
