import { describe, expect, test } from 'vitest'
import { days } from '../eligibility/situations.ts'
import { aLoader } from './a-loader.ts'

type About = NonNullable<Parameters<typeof aLoader>[0]>

/** How often the part that shows surveys was fetched in parallel with the decision, after a purchase. */
async function fetched({ calls = [], ...about }: About, name = 'checkout') {
  const { askingFetches, settled } = aLoader({
    ...about,
    calls: [...calls, ['trigger', name, { ref: 'A-1' }]],
  })
  await settled()
  return askingFetches()
}

const survey = { id: 'checkout', trigger: 'checkout' }

describe('the part that shows surveys is fetched in parallel with the decision', () => {
  test.each<[string, About]>([
    ['where nothing is said but the endpoint', {}],
    ['with a survey of the site’s own', { options: { surveys: [survey] } }],
    [
      'with waits, a delay and a look of its own',
      { options: { waitBetween: '60d', delay: '5s', theme: 'dark' } },
    ],
    ['with consent', { options: { consent: 'required' }, calls: [['consent', true]] }],
    ['with the tag’s own options', { attributes: { company: 'Fjord & Fern' } }],
    ['for a visitor who was quiet until now', { kept: { quietUntil: '1' } }],
    ['for one whose clock was wrong', { kept: { quietUntil: `${Date.now() + days(2)}` } }],
  ])('%s', async (_case, about) => {
    expect(await fetched(about)).toBe(1)
  })
})

describe('the part that shows surveys waits for the decision', () => {
  const limits: Record<string, unknown> = {
    sample: 0.5,
    where: { device: 'mobile' },
    hours: { from: '9:00', to: '17:00' },
    from: '2026-01-01',
    minAge: '30d',
    minVisits: 2,
    minPages: 2,
  }
  const siteLimits = {
    ...limits,
    never: ['/payment*'],
  }

  test.each(Object.entries(siteLimits))('if the site has the option %s', async (name, value) => {
    expect(await fetched({ options: { [name]: value } })).toBe(0)
  })

  test.each(Object.entries(limits))('if a survey has the option %s', async (name, value) => {
    expect(await fetched({ options: { surveys: [{ ...survey, [name]: value }] } })).toBe(0)
  })

  test.each<[string, About]>([
    ['before consent', { options: { consent: 'required' } }],
    ['where a tool asks for consent', { options: { consent: 'google' } }],
    ['after consent was refused', { options: { consent: 'required' }, calls: [['consent', false]] }],
    ['for a visitor who was asked before', { kept: { history: '{}' } }],
    ['in a time in which nobody is asked', { kept: { quietUntil: `${Date.now() + 60_000}` } }],
    ['where the tag limits whom it asks', { attributes: { sample: '0.5' } }],
  ])('%s', async (_case, about) => {
    expect(await fetched(about)).toBe(0)
  })

  test('after a trigger that no survey waits for', async () => {
    expect(await fetched({}, 'upgrade')).toBe(0)
  })
})
