import { expect, test } from 'vitest'
import { createPreviewModel } from '../../src/preview/preview-model.ts'
import { asAttributes, withTried } from '../../src/preview/tried-look.ts'
import { aSurvey, someSettings } from '../eligibility/situations.ts'

test('a tried look replaces the options, in the dark too', () => {
  const survey = aSurvey({ accent: '#111', radius: '16px', dark: { accent: '#eee', text: '#fff' } })

  const tried = withTried(survey, { accent: ' #0a0 ', radius: '' })

  expect(tried).toMatchObject({ accent: '#0a0', radius: '16px', dark: { accent: '#0a0', text: '#fff' } })
  expect(withTried(survey, {})).toEqual(survey)
})

test('a tried look is written as attributes of the tag', () => {
  expect(asAttributes({})).toBe('')
  expect(asAttributes({ radius: '4px', accent: '#0a0', text: '  ' })).toBe(
    'data-accent="#0a0" data-radius="4px"',
  )
  expect(asAttributes({ font: '"Source Serif 4", serif' })).toBe(
    'data-font="&quot;Source Serif 4&quot;, serif"',
  )
})

test('the shown card follows the tried look', () => {
  const settings = someSettings({ surveys: [aSurvey({})] })
  const model = createPreviewModel(settings, new URLSearchParams(), false, ['en'], [])

  model.tried.value = { accent: '#0a0' }

  expect(model.scene.value?.survey.accent).toBe('#0a0')
  expect(model.attributes.value).toBe('data-accent="#0a0"')
})
