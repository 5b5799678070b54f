import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { addToPage, button, choose, hosts, openCard, radio, reasonBox } from './open-card.ts'

/** Goes on with Tab until the element has focus. */
async function tabTo(element: () => Element | null, root: ShadowRoot): Promise<void> {
  for (let press = 0; press < 12 && root.activeElement !== element(); press += 1)
    await userEvent.keyboard('{Tab}')
  expect(root.activeElement).toBe(element())
}

const press = (target: Element, init: KeyboardEventInit) =>
  target.dispatchEvent(
    new KeyboardEvent('keydown', { bubbles: true, composed: true, cancelable: true, ...init }),
  )

describe('with the keyboard alone', () => {
  test('a visitor reaches the scale, chooses with the arrows, writes and sends', async () => {
    const { told, root } = openCard({ request: { takeFocus: true } })

    await userEvent.keyboard('{Tab}')
    expect(root.activeElement).toBe(radio(0).element())
    await userEvent.keyboard('[Space]')
    await userEvent.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}')
    await expect.element(page.getByText('You chose 3 out of 10')).toBeVisible()
    await userEvent.keyboard('{Tab}')
    expect(root.activeElement).toBe(reasonBox().element())
    await userEvent.keyboard('Too slow')
    await tabTo(() => button('Send').element(), root)
    await userEvent.keyboard('{Enter}')

    await expect.element(page.getByRole('heading', { name: 'Thank you!' })).toBeVisible()
    expect(told.sent).toMatchObject([{ score: 3, reason: 'Too slow' }])
  })

  test('an arrow wraps from 0 to 10, and the card says so in words', async () => {
    openCard()
    await choose(0)

    await userEvent.keyboard('{ArrowLeft}')

    await expect.element(page.getByText('You chose 10 out of 10')).toBeVisible()
  })

  test('Enter on the scale does nothing', async () => {
    const { told } = openCard()
    await choose(8)

    await userEvent.keyboard('{Enter}')

    expect(told.sent).toEqual([])
    await expect.element(radio(8)).toBeChecked()
  })

  test.each(['Control', 'Meta'])(
    '%s and Enter in the reason send; Enter alone begins a line',
    async modifier => {
      const { told } = openCard()
      await choose(8)
      await reasonBox().click()

      await userEvent.keyboard('One{Enter}two')
      expect(told.sent).toEqual([])
      press(reasonBox().element(), {
        key: 'Enter',
        ctrlKey: modifier === 'Control',
        metaKey: modifier === 'Meta',
      })

      expect(told.sent.map(draft => draft.reason)).toEqual(['One\ntwo'])
    },
  )

  test('Escape closes when focus is inside, and not when it is outside', async () => {
    const { told } = openCard()
    addToPage('button', { textContent: 'Elsewhere' }).focus()
    await userEvent.keyboard('{Escape}')
    expect(told.ended).toEqual([])

    await choose(8)
    await userEvent.keyboard('{Escape}')

    expect(told.ended).toEqual(['closed'])
    expect(hosts()).toEqual([])
  })
})

describe('an input method', () => {
  test.each([
    ['Enter while it composes', { key: 'Enter', ctrlKey: true, isComposing: true }],
    ['Enter that ends a composition in Safari', { key: 'Enter', ctrlKey: true, keyCode: 229 }],
    ['Escape while it composes', { key: 'Escape', isComposing: true }],
  ])('keeps %s to itself', async (_case, init) => {
    const { told } = openCard()
    await choose(8)

    press(reasonBox().element(), init)

    expect({ sent: told.sent, ended: told.ended }).toEqual({ sent: [], ended: [] })
  })
})

describe("the page's single-key shortcuts", () => {
  const heard = vi.fn()
  const listen = () => {
    heard.mockClear()
    for (const type of ['keydown', 'keypress', 'keyup']) {
      document.addEventListener(type, heard)
      onTestFinished(() => document.removeEventListener(type, heard))
    }
  }

  test('hear nothing of what is typed in the card, nor of the Escape that closes it', async () => {
    openCard()
    await choose(8)
    await reasonBox().click()
    listen()

    await userEvent.keyboard('jk?')
    press(reasonBox().element(), { key: 'Escape' })

    expect(heard).not.toHaveBeenCalled()
  })

  test.each([
    ['Escape', () => reasonBox().element(), '{Escape}'],
    ['Enter on Close', () => button('Close').element(), '{Enter}'],
  ])('hear neither half of the key that closes the card: %s', async (_case, where, key) => {
    openCard()
    await choose(8)
    ;(where() as HTMLElement).focus()
    listen()

    await userEvent.keyboard(key)

    expect(hosts()).toEqual([])
    expect(heard).not.toHaveBeenCalled()
  })

  test('hear the next key after it', async () => {
    openCard()
    await choose(8)
    await userEvent.keyboard('{Escape}')
    listen()

    await userEvent.keyboard('j')

    expect(heard.mock.calls.map(([event]) => event.type)).toEqual(['keydown', 'keypress', 'keyup'])
  })

  test('hear what is typed elsewhere', async () => {
    openCard()
    addToPage('input').focus()
    listen()

    await userEvent.keyboard('j')

    expect(heard).toHaveBeenCalled()
  })
})
