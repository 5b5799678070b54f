import { expect, test } from 'vitest'
import { aLoader } from './a-loader.ts'

const quiet = { quietUntil: `${Date.now() + 3_600_000}` }
const everything = { report: 'everything' }
const counted = async (about: Parameters<typeof aLoader>[0], name = 'checkout') => {
  const { local, command, settled, heard } = aLoader({ kept: quiet, ...about })
  await settled()
  command('trigger', name, { ref: 'A-1' })
  command('trigger', name, { ref: 'A-2' })
  await settled()
  return { count: local.get('howlikely:main:quiet'), heard: heard.length }
}

test('triggers that come while nobody can be asked are counted without anything being loaded, if the site wants to know', async () => {
  expect(await counted({ options: everything })).toEqual({ count: '2', heard: 0 })
  expect(await counted({ attributes: { report: 'everything' } })).toEqual({ count: '2', heard: 0 })
  expect(await counted({ options: everything, kept: { ...quiet, quiet: '3' } })).toMatchObject({ count: '5' })
})

test.each<[string, Parameters<typeof aLoader>[0], string?]>([
  ['where the site wants answers only', {}],
  ['of what no survey waits for', { options: everything }, 'purchase'],
  ['while consent is needed', { options: { ...everything, consent: 'required' } }],
  ['once consent is refused', { options: everything, calls: [['consent', false]] }],
  ['where the decision counts', { options: everything, kept: {} }],
])('nothing is counted %s', async (_case, about, name) => {
  expect(await counted(about, name)).toMatchObject({ count: null })
})
