import { expect, test } from 'vitest'
import { wrongAddress } from '../../src/report/api/page-address.ts'

const wrong = (query: string) => wrongAddress(new URLSearchParams(query))

test.each([
  '',
  'period=30d&survey=checkout&site=main&kind=transactional&lang=sv',
  'by=team,device&device=mobile&trait=plan:pro&tag=late&latest=respondent',
  'words=late&category=detractor&text=only&score=3&after=1.0199c0de-0000-7000-8000-000000000001',
  'from=2026-05-01&to=2026-05-02&bucket=day&around=90d&verified=only&unconfirmed=counted',
])('an address that views make is right: %s', query => {
  expect(wrong(query)).toBeNull()
})

test('an unknown name is reported, with all that are allowed', () => {
  expect(wrong('survey=checkout&tema=south')).toMatchObject({ field: 'tema', found: 'south' })
  expect(wrong('tema=south')?.allowed).toContain('team')
  expect(wrong('__proto__=1')?.field).toBe('__proto__')
})

test('a name that occurs twice is reported, since only one could count', () => {
  expect(wrong('team=south&team=north')).toEqual({ field: 'team', found: 'south', allowed: null })
})
