import { expect, test } from 'vitest'
import { createPreviewModel } from '../../src/preview/preview-model.ts'
import { aSurvey, someSettings } from '../eligibility/situations.ts'

const extra = { id: 'ease', type: 'ease', text: 'How easy?', choices: [] } as const
const surveys = [aSurvey({ theme: 'dark' }), aSurvey({ id: 'support', triggers: ['support'], extra })]

const open = (address = '', languages = ['en']) =>
  createPreviewModel(someSettings({ surveys }), new URLSearchParams(address), false, languages, [
    'ar',
    'pt-BR',
    'sv',
  ])

test('it begins with the first survey, asked, in the language of the page', () => {
  const { scene, unknown } = open('', ['sv-SE', 'en'])

  expect(scene.value).toMatchObject({
    survey: { id: 'checkout', theme: 'dark' },
    locale: 'sv',
    state: { draft: null },
  })
  expect(unknown).toEqual({})
})

test('the address says which survey and which language', () => {
  const { scene, unknown } = open('howlikely-survey=support&howlikely-locale=pt', ['sv'])

  expect(scene.value).toMatchObject({ survey: { id: 'support' }, locale: 'pt-BR' })
  expect(unknown).toEqual({})
})

test('a survey or language in the address that does not exist is reported, and something else is shown', () => {
  const { scene, unknown } = open('howlikely-survey=gone&howlikely-locale=tlh', ['sv'])

  expect(scene.value).toMatchObject({ survey: { id: 'checkout' }, locale: 'en' })
  expect(unknown).toEqual({ survey: 'gone', locale: 'tlh' })
})

test('a state that another survey lacks falls back to the question', () => {
  const { scene, survey, state } = open('howlikely-survey=support')
  state.value = 'extra'
  expect(scene.value?.state.draft?.answers).toEqual({ ease: 6 })

  survey.value = 'checkout'
  expect(scene.value?.state.draft).toBeNull()
})

test.each([
  ['as-set', 'dark'],
  ['light', 'light'],
] as const)('colours that are chosen %s are %s', (chosen, shown) => {
  const { scene, theme } = open()
  theme.value = chosen

  expect(scene.value?.survey.theme).toBe(shown)
})

test('showing the card again makes a new scene of the same', () => {
  const { scene, showAgain } = open()
  const before = scene.value
  showAgain()

  expect(scene.value).toEqual(before)
  expect(scene.value).not.toBe(before)
})

test('a site without surveys has nothing to show', () => {
  const model = createPreviewModel(someSettings({ surveys: [] }), new URLSearchParams(), false, ['en'], [])

  expect(model.scene.value).toBeNull()
})
