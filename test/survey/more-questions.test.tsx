import { describe, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import type { ExtraQuestion } from '../../src/options/settings.ts'
import { choose, openCard, send } from './open-card.ts'

const choices = [
  { id: 'price', text: 'The price' },
  { id: 'speed', text: { en: 'The speed', sv: 'Farten' } },
]
const ask = (type: ExtraQuestion['type']): ExtraQuestion => ({
  id: 'why',
  type,
  text: 'Why us?',
  choices: type === 'ease' ? [] : choices,
})

describe('the extra question', () => {
  test('comes with the reason, and need not be answered', async () => {
    const { told } = openCard({ survey: { extra: ask('single') } })
    await expect.element(page.getByRole('group', { name: 'Why us?' })).not.toBeInTheDocument()

    await choose(9)
    await expect.element(page.getByRole('group', { name: 'Why us?' })).toBeVisible()
    await send()

    expect(told.sent.map(draft => draft.answers)).toEqual([{}])
  })

  test('of one choice keeps the last', async () => {
    const { told } = openCard({ survey: { extra: ask('single') } })
    await choose(9)

    await page.getByRole('radio', { name: 'The price' }).click()
    await page.getByRole('radio', { name: 'The speed' }).click()
    await send()

    expect(told.sent.map(draft => draft.answers)).toEqual([{ why: ['speed'] }])
  })

  test('of several choices keeps those that are ticked', async () => {
    const { told } = openCard({ survey: { extra: ask('multiple') } })
    await choose(9)

    await page.getByRole('checkbox', { name: 'The speed' }).click()
    await page.getByRole('checkbox', { name: 'The price' }).click()
    await page.getByRole('checkbox', { name: 'The speed' }).click()
    await send()

    expect(told.sent.map(draft => draft.answers)).toEqual([{ why: ['price'] }])
  })

  test('of ease is a scale from 1 to 7 of its own', async () => {
    const { told } = openCard({ survey: { extra: ask('ease') } })
    await choose(9)
    const scale = page.getByRole('group', { name: 'Why us?' })

    await scale.getByRole('radio', { name: '6', exact: true }).click()
    await expect.element(page.getByText('You chose 6 out of 7')).toBeVisible()
    await expect.element(page.getByText('You chose 9 out of 10')).toBeVisible()
    expect(scale.getByRole('radio').elements()).toHaveLength(7)
    await expect.element(scale.getByText('Very difficult')).toBeVisible()
    await expect.element(scale.getByText('Very easy')).toBeVisible()
    await send()

    expect(told.sent).toMatchObject([{ score: 9, answers: { why: 6 } }])
  })

  test('shows again what was answered before a reload', async () => {
    const draft = {
      score: 9,
      reason: '',
      answers: { why: ['price'] },
      contact: { allowed: false, email: '' },
    }

    openCard({ survey: { extra: ask('multiple') }, request: { draft } })

    await expect.element(page.getByRole('checkbox', { name: 'The price' })).toBeChecked()
    await expect.element(page.getByRole('checkbox', { name: 'The speed' })).not.toBeChecked()
  })
})

describe('leave to contact', () => {
  const privacy = { url: '/privacy', note: null }
  const leave = () => page.getByRole('checkbox', { name: 'You may contact me about my answer' })
  const address = () => page.getByRole('textbox', { name: 'Your e-mail address' })

  test('is asked of detractors, and the address only once it is given', async () => {
    const { told } = openCard({ settings: { privacy } })
    await choose(9)
    await expect.element(leave()).not.toBeInTheDocument()

    await choose(6)
    await expect.element(leave()).not.toBeChecked()
    await expect.element(address()).not.toBeInTheDocument()
    await leave().click()
    await address().fill('sam@example.com')
    await send()

    expect(told.sent.map(draft => draft.contact)).toEqual([{ allowed: true, email: 'sam@example.com' }])
  })

  test('without an address says what is missing, at the field', async () => {
    const { told } = openCard({ settings: { privacy } })
    await choose(1)
    await leave().click()

    await send()

    await expect.element(page.getByRole('alert')).toMatchTextContent(/name@example.com/)
    await expect.element(address()).toHaveAttribute('aria-invalid', 'true')
    await expect.element(address()).toHaveAccessibleDescription(/name@example.com/)
    expect(told.sent).toEqual([])
  })
})
