import { describe, expect, test } from 'vitest'
import { createGoogleConsent } from '../../src/consent/google-consent.ts'

type Words = Record<string, unknown>

/** As `gtag` pushes it: a function's own arguments. */
function gtag(..._call: unknown[]): unknown {
  // biome-ignore lint/complexity/noArguments: this is the shape that is looked for
  return arguments
}
const verdictOf = (entries: unknown[], known?: unknown) => {
  const consent = createGoogleConsent()
  for (const entry of entries) consent.hear(entry)
  return consent.verdict(known)
}
const byDefault = (words: Words) => gtag('consent', 'default', words)
const update = (words: Words) => gtag('consent', 'update', words)
const given = { analytics_storage: 'granted' }
const refused = { analytics_storage: 'denied' }

describe('consent by the data layer', () => {
  test.each<[string, unknown[], boolean | undefined]>([
    ['nobody has said anything', [], undefined],
    ['a default that grants', [byDefault(given)], true],
    ['a default that denies is no word of the visitor', [byDefault(refused)], undefined],
    ['the visitor grants', [byDefault(refused), update(given)], true],
    ['the visitor refuses', [byDefault(given), update(refused)], false],
    ['the visitor’s last word', [update(given), update(refused), update(given)], true],
    ['a default after the visitor’s word', [update(given), byDefault(refused)], true],
    ['a word that nobody knows', [update({ analytics_storage: 'perhaps' })], false],
    ['another storage', [update({ ad_storage: 'granted' })], undefined],
    ['functions come before measuring', [update({ ...given, functionality_storage: 'denied' })], false],
    ['a region’s consent', [byDefault({ ...given, region: ['US'] })], undefined],
    ['a region’s refusal', [byDefault(given), byDefault({ ...refused, region: ['SE'] })], undefined],
    ['a region’s refusal first', [byDefault({ ...refused, region: ['SE'] }), byDefault(given)], undefined],
    ['a list is no command', [['consent', 'update', given]], undefined],
    ['an event is no command', [{ event: 'consent', ...given }], undefined],
    ['nothing useful', [gtag('consent', 'update', null), gtag('consent'), gtag()], undefined],
  ])('%s', (_what, entries, verdict) => {
    expect(verdictOf(entries)).toBe(verdict)
  })
})

describe('what Google’s own tags know', () => {
  const tags = (entry: object) => ({ ics: { entries: { analytics_storage: entry } } })

  test.each<[string, unknown[], unknown, boolean | undefined]>([
    ['an update that no data layer has seen', [], tags({ default: false, update: true }), true],
    ['a withdrawal that no data layer has seen', [update(given)], tags({ update: false }), false],
    [
      'a region’s consent, for a visitor who is there',
      [byDefault({ ...given, region: ['US'] })],
      tags({ default: true }),
      true,
    ],
    ['a default that denies', [], tags({ default: false }), undefined],
    ['the data layer’s word where they have none', [update(given)], tags({}), true],
    ['something else under that name', [], { ics: 'no' }, undefined],
  ])('%s', (_what, entries, known, verdict) => {
    expect(verdictOf(entries, known)).toBe(verdict)
  })
})
