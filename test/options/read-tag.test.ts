import { describe, expect, test } from 'vitest'
import { readTag } from '../../src/options/read-tag.ts'

describe('a consent tool’s word in data-consent', () => {
  test.each([
    'analytics',
    'marketing',
    'Statistics',
    'functional',
    'preferences',
    'performance',
    'necessary',
    'C0002',
    'analytics_storage',
    'ad_user_data',
    'analytics,marketing',
    'functional performance',
  ])('is left out, and can be told: %s', consent => {
    expect(readTag({ consent }).consent).toBeUndefined()
    expect(readTag({ consent }).foreignConsent).toBe(consent)
  })

  test.each(['required', 'google', 'tcf', 'not-needed', 'requierd', 'yes', 'true', '', 'cookiebot'])(
    'is none of these, which hold, or ask less: "%s"',
    consent => {
      expect(readTag({ consent }).consent).toBe(consent)
    },
  )
})
