import { describe, expect, test } from 'vitest'
import type { SurveySettings } from '../../src/options/settings.ts'
import { needsMore } from '../../src/showing/needs-more.ts'
import { plainSurvey } from '../survey/a-request.ts'

const extra = { id: 'why', type: 'ease', text: 'How easy was it?', choices: [] } as const
const noPrivacy = { url: null, note: null }

describe('the file of looks and questions that only some sites have', () => {
  test('is not needed by a site that says nothing of them', () => {
    expect(needsMore({ privacy: noPrivacy, surveys: [plainSurvey] })).toBe(false)
  })

  test.each<[string, Partial<SurveySettings>]>([
    ['asks one question more', { extra }],
    ['has an accent', { accent: '#a04' }],
    ['has a surface', { surface: '#fed' }],
    ['has a colour for its words', { text: '#210' }],
    ['has corners of its own', { radius: '0px' }],
    ['has letters of its own', { font: 'Georgia' }],
  ])('is needed where any one survey %s', (_case, survey) => {
    const surveys = [plainSurvey, { ...plainSurvey, ...survey }]

    expect(needsMore({ privacy: noPrivacy, surveys })).toBe(true)
  })

  test('is needed where a privacy page lets the card ask for leave to contact', () => {
    expect(needsMore({ privacy: { url: '/privacy', note: null }, surveys: [plainSurvey] })).toBe(true)
  })

  test('is not needed for a privacy page where the site asks nobody for it', () => {
    const surveys = [{ ...plainSurvey, contact: 'off' } as const]

    expect(needsMore({ privacy: { url: '/privacy', note: null }, surveys })).toBe(false)
  })
})
