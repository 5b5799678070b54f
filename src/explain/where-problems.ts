import { type Finding, type HeldRules, written } from './finding.ts'

const devices = ['mobile', 'tablet', 'desktop']
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  !!value && typeof value === 'object' && !Array.isArray(value)

/** Parts of the audience that nobody can match, or everybody does. */
export function whereProblems({ value, path }: HeldRules): Finding[] {
  const where = value('where')
  if (!isObject(where)) return []
  const findings: Finding[] = []
  const add = (option: string, found: unknown, why: string, allowed: string) =>
    findings.push({
      code: 'never-passes',
      option: `${path('where')}${option}`,
      found: written(found),
      why: `${why}, so nobody is in the audience`,
      allowed,
    })

  const { path: pages, traits, trigger, ...visitor } = where
  if (!Object.keys(where).length)
    findings.push({
      code: 'no-effect',
      option: path('where'),
      found: '{}',
      why: 'which is everybody',
      allowed: 'at least one part, or leave it out',
    })
  if (Array.isArray(pages) && !pages.length) add('.path', pages, 'which matches no page', 'at least one path')

  const parts = [
    ...Object.entries(visitor).map(([name, match]) => [`.${name}`, match] as const),
    ...Object.entries(Object(traits)).map(([name, match]) => [`.traits.${name}`, match] as const),
    ...Object.entries(Object(trigger)).map(([name, match]) => [`.trigger.${name}`, match] as const),
  ]
  for (const [name, match] of parts) {
    const wrong = impossible(match)
    if (wrong) add(name, match, wrong, 'conditions that can hold together')
  }
  const { device, referrer } = where
  const origins = isObject(referrer) ? ('is' in referrer ? [referrer.is] : []) : [referrer ?? []].flat()
  if (origins.length && !origins.some(isOrigin))
    add(
      '.referrer',
      referrer,
      'and no visitor comes from there, since it is the beginning of an address that is compared',
      'an origin such as "https://news.example", or {"contains": "news.example"}',
    )
  const wanted: unknown[] = isObject(device) ? ('is' in device ? [device.is] : []) : [device ?? []].flat()
  if (wanted.length && !wanted.some(name => devices.includes(String(name))))
    add('.device', device, 'and there is no such device', '"mobile", "tablet" or "desktop"')
  return findings
}

/** Whether it is an origin, in the form that browsers use. */
const isOrigin = (value: unknown) =>
  typeof value === 'string' && URL.canParse(value) && new URL(value).origin === value

/** Why no value can match, or null. */
function impossible(match: unknown): string | null {
  if (Array.isArray(match)) return match.length ? null : 'which no value matches'
  if (!isObject(match)) return null
  const { is, not, above, below, contains, exists } = match
  if (typeof above === 'number' && typeof below === 'number' && above >= below)
    return 'and no number is both above and below'
  if (is !== undefined && is === not) return 'and no value can both be and not be the same'
  if (exists === false && [is, above, below, contains].some(condition => condition !== undefined))
    return 'and a missing field has no value'
  if (typeof is === 'number' && ((above !== undefined && is <= Number(above)) || is >= Number(below)))
    return 'and the one value is not in that range'
  return null
}
