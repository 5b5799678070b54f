import { fireEvent, within } from '@testing-library/preact'
import { describe, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import type { ExtraQuestion } from '../../src/options/settings.ts'
import type { Wish } from './a-request.ts'
import { button, choose, openCard, send } from './open-card.ts'

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

  const openWithLeave = async (wish: Wish = {}) => {
    const card = openCard({ settings: { privacy }, ...wish })
    await choose(1)
    await leave().click()
    return card
  }

  test.each([
    ['Enter', {}],
    ['Ctrl+Enter', { ctrlKey: true }],
    ['Cmd+Enter', { metaKey: true }],
  ])('%s in the address sends', async (_key, keys) => {
    const { told } = await openWithLeave()
    await address().fill('sam@example.com')

    fireEvent.keyDown(address().element(), { key: 'Enter', ...keys })

    expect(told.sent.map(draft => draft.contact.email)).toEqual(['sam@example.com'])
  })

  test.each([
    ['Enter that ends a composition', { isComposing: true }],
    ['another key', { key: 'a' }],
  ])('%s in the address sends nothing', async (_key, keys) => {
    const { told } = await openWithLeave()
    await address().fill('sam@example.com')

    fireEvent.keyDown(address().element(), { key: 'Enter', ...keys })

    expect(told.sent).toEqual([])
  })

  test.each([
    ['checkbox', 'You may contact me about my answer'],
    ['radio', '1'],
  ])('Ctrl+Enter on a %s sends nothing', async (role, name) => {
    const { told, root } = await openWithLeave()
    await address().fill('sam@example.com')
    const card = within(root.querySelector('section') as HTMLElement)

    fireEvent.keyDown(card.getByRole(role, { name }), { key: 'Enter', ctrlKey: true })

    expect(told.sent).toEqual([])
  })

  test('each Send with a wrong address leads to the address', async () => {
    const { root } = await openWithLeave()

    for (const wrong of ['', 'sam', 'sam@']) {
      await address().fill(wrong)
      await send()

      await expect.element(page.getByRole('alert')).toBeVisible()
      expect(root.activeElement).toBe(address().element())
      // Once more, with nothing changed in between.
      await send()
      expect(root.activeElement).toBe(address().element())
    }
  })

  test('Send with a reason that is too long leads to the reason', async () => {
    const { root, told } = openCard()
    await choose(1)
    await page.getByRole('textbox').fill('x'.repeat(5001))

    // The driver takes `aria-disabled` for a button that nobody can press.
    await button('Send').click({ force: true })

    expect(root.activeElement).toBe(page.getByRole('textbox').element())
    expect(told.sent).toEqual([])
  })

  test('a mistake is marked by colour, by a mark, and in words', async () => {
    const { root } = await openWithLeave()
    await send()
    const card = within(root.querySelector('section') as HTMLElement)

    const { color } = getComputedStyle(await card.findByRole('alert'))
    const mark = getComputedStyle(card.getByRole('alert'), '::before')

    expect(color).toBe('rgb(179, 38, 30)')
    expect([mark.content.slice(0, 3), mark.backgroundColor]).toEqual(['"!"', color])
    expect(getComputedStyle(card.getByLabelText('Your e-mail address')).borderTopColor).toBe(color)
  })

  test('the address is written from left to right in a card from right to left', async () => {
    const { root } = openCard({ settings: { privacy }, request: { locale: 'ar' } })
    await choose(1)
    await leave().click()
    const { direction, textAlign } = getComputedStyle(address().element())

    expect([root.querySelector('section')?.dir, direction, textAlign]).toEqual(['rtl', 'ltr', 'end'])
  })
})
