import { describe, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import type { SendOutcome } from '../../src/survey/survey-request.ts'
import { button, choose, hosts, openCard, radio, reasonBox, send } from './open-card.ts'

describe('Send', () => {
  test('sends score and reason, and thanks', async () => {
    const { told } = openCard()
    await choose(9)
    await reasonBox().fill('Fast delivery 🚚 שלום')

    await send()

    await expect.element(page.getByRole('heading', { name: 'Thank you!' })).toBeVisible()
    await expect.element(page.getByRole('radio').first()).not.toBeInTheDocument()
    expect(told.sent).toEqual([
      { score: 9, reason: 'Fast delivery 🚚 שלום', answers: {}, contact: { allowed: false, email: '' } },
    ])
  })

  test('that fails says so, keeps everything, and may be tried again', async () => {
    const outcomes: SendOutcome[] = ['lost', 'kept']
    openCard({ send: async () => outcomes.shift() ?? 'kept' })
    await choose(2)
    await reasonBox().fill('Late')

    await send()
    await expect.element(page.getByRole('alert')).toMatchTextContent('Could not send. Try again.')
    await expect.element(reasonBox()).toHaveValue('Late')

    await send()
    await expect.element(page.getByRole('heading', { name: 'Thank you!' })).toBeVisible()
    await expect.element(page.getByRole('alert')).not.toBeInTheDocument()
  })

  test('thanks until the visitor closes', async () => {
    const { told } = openCard()
    await choose(9)
    await send()
    await expect.element(page.getByRole('heading', { name: 'Thank you!' })).toBeVisible()
    expect(told.ended).toEqual([])

    await button('Close').click()

    expect(told.ended).toEqual(['closed'])
    expect(hosts()).toEqual([])
  })
})

test.each([
  ['שלום, הכול הגיע בזמן', 'rtl'],
  ['All here in time 🚚', 'ltr'],
])('a reason is written as its own letters are: %s', async (text, direction) => {
  openCard()
  await choose(9)

  await reasonBox().fill(text)

  expect(getComputedStyle(reasonBox().element()).direction).toBe(direction)
})

describe('a long reason', () => {
  const length = (text: string) => page.getByText(text)

  test('shows its limit before it is reached, and not long before', async () => {
    openCard()
    await choose(9)

    await reasonBox().fill('x'.repeat(4500))
    await expect.element(length('of 5,000 characters')).not.toBeInTheDocument()
    await reasonBox().fill('x'.repeat(4501))
    await expect.element(length('4,501 of 5,000 characters')).toBeVisible()
  })

  test('is not cut beyond its limit: the card says so and does not send it', async () => {
    const { told } = openCard()
    await choose(9)

    await reasonBox().fill('x'.repeat(5001))
    await expect.element(page.getByRole('alert')).toMatchTextContent('This is too long to send.')
    await expect.element(reasonBox()).toHaveAttribute('aria-invalid', 'true')
    await expect.element(button('Send')).toHaveAttribute('aria-disabled', 'true')
    await button('Send').click({ force: true })
    expect(told.sent).toEqual([])

    await reasonBox().fill('x'.repeat(5000))
    await expect.element(button('Send')).toHaveAttribute('aria-disabled', 'false')
    await send()
    expect(told.sent.map(draft => draft.reason.length)).toEqual([5000])
  })
})

describe('the thank-you', () => {
  const thanks = {
    promoter: {
      text: 'We are glad, says {company}.',
      link: { url: 'https://reviews.example/{id}', text: 'Write a review' },
    },
    detractor: { link: { url: 'javascript:alert(1)', text: 'Click me' } },
  }

  test('has words and a link of its own for a category, with the id of the response', async () => {
    openCard({ survey: { thanks } })
    await choose(9)
    await send()

    await expect.element(page.getByText('We are glad, says Fjord & Fern.')).toBeVisible()
    await expect
      .element(page.getByRole('link', { name: 'Write a review' }))
      .toHaveAttribute('href', 'https://reviews.example/0199c0de-0000-7000-8000-000000000001')
  })

  test('has ours for the others', async () => {
    openCard({ survey: { thanks } })
    await choose(7)
    await send()

    await expect.element(page.getByText('Your answer helps us improve.')).toBeVisible()
    await expect.element(page.getByRole('link')).not.toBeInTheDocument()
  })

  test('shows no link that is neither https:, mailto: nor relative', async () => {
    openCard({ survey: { thanks } })
    await choose(0)
    await send()

    await expect.element(page.getByRole('heading', { name: 'Thank you!' })).toBeVisible()
    await expect.element(page.getByText('Click me')).not.toBeInTheDocument()
  })
})

describe('while an answer is on its way', () => {
  const never = () => new Promise<SendOutcome>(() => {})

  test('another score cannot be chosen, nor does it look so', async () => {
    const { told } = openCard({ send: never })
    await choose(9)
    await send()

    await choose(2)

    await expect.element(radio(9)).toBeChecked()
    await expect.element(radio(2)).not.toBeChecked()
    expect(told.scores.map(([score]) => score)).toEqual([9])
  })

  test('the reason can be read, not changed', async () => {
    openCard({ send: never })
    await choose(9)
    await reasonBox().fill('Fast')

    await send()

    await expect.element(reasonBox()).toHaveAttribute('readonly')
    await expect.element(reasonBox()).toHaveValue('Fast')
  })

  test('what could not be sent can be changed again', async () => {
    openCard({ send: async () => 'lost' })
    await choose(9)
    await send()
    await expect.element(page.getByRole('alert')).toBeVisible()

    await choose(2)

    await expect.element(radio(2)).toBeChecked()
    await expect.element(reasonBox()).not.toHaveAttribute('readonly')
  })
})
