import { describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { addToPage, button, choose, openCard, reasonBox, send } from './open-card.ts'

const status = () => page.getByRole('status')

describe('focus', () => {
  test('is not taken by a card that comes by itself', () => {
    const field = addToPage('input')
    field.focus()

    openCard()

    expect(document.activeElement).toBe(field)
  })

  test('moves to the question if the visitor opened the survey, and back when it is closed', async () => {
    const opener = addToPage('button', { textContent: 'Give feedback' })
    opener.focus()

    const { root } = openCard({ request: { takeFocus: true } })
    expect(root.activeElement).toBe(root.querySelector('legend'))
    await userEvent.keyboard('{Escape}')

    expect(document.activeElement).toBe(opener)
  })

  test('returns to where it was when the owner takes the card away', async () => {
    const field = addToPage('input')
    field.focus()
    const { handle } = openCard()
    await choose(7)
    await reasonBox().click()

    handle.remove()

    expect(document.activeElement).toBe(field)
  })

  test('stays where it is when it was not in the card', async () => {
    const field = addToPage('input')
    const other = addToPage('textarea')
    field.focus()
    const { handle } = openCard()
    await choose(7)
    other.focus()

    handle.remove()

    expect(document.activeElement).toBe(other)
  })

  test('goes from Send to the thank-you', async () => {
    const { root } = openCard()
    await choose(9)
    button('Send').element().focus()

    await userEvent.keyboard('{Enter}')

    await expect.element(page.getByRole('heading', { name: 'Thank you!' })).toBeVisible()
    expect(root.activeElement?.textContent).toBe('Thank you!')
  })

  test('is left in the page when the thank-you comes while the visitor is elsewhere', async () => {
    let arrive = () => {}
    const arrival = new Promise<void>(resolve => {
      arrive = resolve
    })
    openCard({ send: () => arrival.then(() => 'kept' as const) })
    await choose(9)
    await send()
    const field = addToPage('input')
    field.focus()

    arrive()

    await expect.element(page.getByRole('heading', { name: 'Thank you!' })).toBeVisible()
    expect(document.activeElement).toBe(field)
  })

  test('stays on the score when the rest of the card appears', async () => {
    const { root } = openCard()

    await choose(6)

    await expect.element(reasonBox()).toBeVisible()
    expect((root.activeElement as HTMLInputElement).value).toBe('6')
  })
})

describe('the live region', () => {
  test('is there, empty and polite, before it says that a survey has opened and where', async () => {
    openCard()
    expect(status().element().textContent).toBe('')

    await expect
      .element(status())
      .toMatchTextContent('A short survey has opened. To reach it, go to the end of the page.')
  })

  test('of a card inside the page says that it is there', async () => {
    openCard({ request: { inline: addToPage('div') } })

    await expect.element(status()).toMatchTextContent('To reach it, go to its own section of the page.')
  })

  test('says that the rest has appeared, and then the thank-you', async () => {
    openCard()
    await expect.element(status()).toMatchTextContent('A short survey has opened.')

    await choose(3)
    await expect.element(status()).toMatchTextContent('You can now add a reason and send your answer.')

    await send()
    await expect.element(status()).toMatchTextContent('Your answer helps us improve.')
  })
})
