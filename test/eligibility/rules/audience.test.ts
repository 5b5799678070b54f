import { describe, expect, test } from 'vitest'
import type { WhereSettings } from '../../../src/options/settings.ts'
import { aSituation, aSurvey, aTrigger, ruleNamed, someSettings } from '../situations.ts'

const never = ruleNamed('never')
const where = ruleNamed('where')

const situation = aSituation({
  page: { path: '/se/thank-you', locale: 'sv', referrer: 'https://news.example', device: 'mobile' },
  respondent: { id: 'u_1', signature: null, since: null, traits: { plan: 'pro', seats: 5 } },
  trigger: aTrigger({ ref: 'A-1', value: 59.9, currency: 'EUR', properties: { team: 'north', value: 1 } }),
})
const judge = (audience: WhereSettings | 'unreadable' | null) =>
  where(aSurvey({ where: audience }), situation)

describe('the audience', () => {
  test.each<WhereSettings>([
    {},
    { path: ['/checkout', '*/thank-you'] },
    { device: 'mobile' },
    { device: ['mobile', 'tablet'] },
    { locale: { contains: 's' } },
    { referrer: { exists: true } },
    { traits: { plan: 'pro', seats: { above: 4 } } },
    { traits: { region: { exists: false } } },
    {
      trigger: {
        value: { above: 50, below: 60 },
        currency: 'EUR',
        team: ['north'],
        ref: 'A-1',
        source: 'ga4',
      },
    },
    { path: ['*'], device: 'mobile', locale: 'sv', traits: { plan: 'pro' }, trigger: { team: 'north' } },
  ])('takes this visitor: %j', audience => {
    expect(judge(audience)).toMatchObject({ pass: true, found: [], from: null })
  })

  test.each<[audience: WhereSettings, missing: string[]]>([
    [{ path: ['/thank-you', '/se'] }, ['path']],
    [{ path: [] }, ['path']],
    [{ device: 'desktop' }, ['device']],
    [{ locale: 'en' }, ['locale']],
    [{ referrer: { exists: false } }, ['referrer']],
    [{ traits: { plan: 'free', seats: 5 } }, ['traits.plan']],
    [{ traits: { region: 'north' } }, ['traits.region']],
    [{ trigger: { value: { above: 59.9 } } }, ['trigger.value']],
    [{ trigger: { value: 1 } }, ['trigger.value']],
    [{ trigger: { product: 'tea' } }, ['trigger.product']],
    [
      { device: 'desktop', locale: 'sv', traits: { plan: 'free' }, trigger: { team: 'south' } },
      ['device', 'traits.plan', 'trigger.team'],
    ],
  ])('does not take this visitor, and says why: %j', (audience, missing) => {
    expect(judge(audience)).toMatchObject({ pass: false, found: missing, from: null })
  })

  test('that names traits excludes visitors about whom nothing is known', () => {
    const stranger = aSituation({ respondent: null, trigger: null })

    expect(where(aSurvey({ where: { traits: { plan: 'pro' } } }), stranger).pass).toBe(false)
    expect(where(aSurvey({ where: { trigger: { team: 'north' } } }), stranger).pass).toBe(false)
    expect(where(aSurvey({ where: { traits: {}, trigger: {} } }), stranger).pass).toBe(true)
  })

  test('that is everybody includes everybody, one that could not be read nobody', () => {
    expect(judge(null).pass).toBe(true)
    expect(judge('unreadable')).toMatchObject({ pass: false, found: ['unreadable'] })
  })
})

test.each([
  ['/checkout/payment', false],
  ['/checkout', true],
  ['/login', false],
  ['/login/help', true],
])('on pages that the site spares nobody is asked: %s, %s', (path, pass) => {
  const settings = someSettings({ never: ['/checkout/*', '/login'] })
  const page = { ...situation.page, path }

  expect(never(aSurvey(), aSituation({ settings, page }))).toMatchObject({
    pass,
    found: path,
    allowed: settings.never,
  })
})
