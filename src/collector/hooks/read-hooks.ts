import type { Hook } from './hooks.ts'
import { type VendorName, vendorNames, vendors } from './vendors.ts'

/** Characters. Secrets made by vendors are longer; a key made by the operator should be, too. */
export const shortestHookSecret = 16

export const secretNameOf = (vendor: VendorName): string => `${vendor.toUpperCase()}_SECRET`

export type ReadHooks = { ok: true; hooks: readonly Hook[] } | { ok: false; problem: string }

const wrong = (problem: string): ReadHooks => ({ ok: false, problem })

/** The help desks configured in the environment, or one sentence about the variable that is wrong. */
export function readHooks(value: (name: string) => string | null): ReadHooks {
  const respondent = value('HOOK_RESPONDENT') ?? 'id'
  if (respondent !== 'id' && respondent !== 'email')
    return wrong(`HOOK_RESPONDENT must be "id" or "email", found "${respondent}".`)
  const once = value('HOOK_ONCE') ?? 'conversation'
  if (once !== 'conversation' && once !== 'contact')
    return wrong(`HOOK_ONCE must be "conversation" or "contact", found "${once}".`)
  const robots = value('HOOK_ROBOTS') ?? 'skip'
  if (robots !== 'skip' && robots !== 'ask')
    return wrong(`HOOK_ROBOTS must be "skip" or "ask", found "${robots}".`)

  const hooks: Hook[] = []
  for (const text of value('HOOKS')?.split(',') ?? []) {
    const [, site = 'main', name] = /^(?:([\w-]{1,32})\/)?([a-z]+)$/.exec(text.trim()) ?? []
    const vendor = vendorNames.find(vendorName => vendorName === name)
    if (vendor === undefined)
      return wrong(`HOOKS must be of ${vendorNames.join(', ')}, with commas, found "${text.trim()}".`)
    if (hooks.some(hook => hook.vendor === vendor))
      return wrong(`HOOKS must name each help desk once, found "${vendor}" twice.`)
    const variable = secretNameOf(vendor)
    const secret = value(variable)
    if (secret === null || secret.length < shortestHookSecret) {
      const found = secret === null ? 'nothing' : String(secret.length)
      return wrong(
        `${variable} must have ${shortestHookSecret} characters or more, as HOOKS names ${vendor}, found ${found}.`,
      )
    }
    if (respondent === 'id' && !vendors[vendor].knowsIds)
      return wrong(
        `HOOK_RESPONDENT must be "email" where HOOKS names ${vendor}, whose messages know no other id of a customer.`,
      )
    hooks.push({ vendor, site, secret, respondent, once, robots })
  }
  return { ok: true, hooks }
}
