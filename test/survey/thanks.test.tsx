import { within } from '@testing-library/preact'
import { describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { Wish } from './a-request.ts'
import {
  addToPage,
  button,
  choose,
  hosts,
  type OpenCard,
  openCard,
  reasonBox,
  resize,
  send,
} from './open-card.ts'

/** A clock that moves only when it is told to. */
function slowClock() {
  const due = new Set<{ at: number; action: () => void }>()
  let now = 0
  return {
    later(delay: number, action: () => void) {
      const entry = { at: now + delay, action }
      due.add(entry)
      return () => void due.delete(entry)
    },
    pass(ms: number) {
      now += ms
      for (const entry of due) {
        if (entry.at > now) continue
        due.delete(entry)
        entry.action()
      }
    },
  }
}

const seconds = 1000
const thanks = () => page.getByRole('heading', { name: 'Thank you!' })

/** A button at the opposite corner. */
function addElsewhere(): HTMLElement {
  const elsewhere = addToPage('button', { textContent: 'Elsewhere' })
  elsewhere.style.cssText = 'position: fixed; top: 0; left: 0'
  return elsewhere
}

async function beThanked(wish: Wish = {}) {
  await resize(1280, 800)
  const clock = slowClock()
  const elsewhere = addElsewhere()
  const card = openCard({ ...wish, request: { ...wish.request, later: clock.later } })
  await choose(9)
  await send()
  await expect.element(thanks()).toBeVisible()
  return { ...card, clock, elsewhere }
}

const byName = ({ root }: Pick<OpenCard, 'root'>) => within(root.querySelector('section') as HTMLElement)

describe('the thank-you', () => {
  test('goes by itself after ten seconds in which nobody attends to it', async () => {
    const { clock, elsewhere, told } = await beThanked()
    await userEvent.hover(elsewhere)

    clock.pass(10 * seconds - 1)
    expect(hosts()).toHaveLength(1)
    clock.pass(1)

    expect(hosts()).toEqual([])
    expect(told.ended).toEqual(['closed'])
  })

  test('stays while the pointer is on it, and ten seconds longer', async () => {
    const { clock, elsewhere } = await beThanked()
    await userEvent.hover(thanks())
    clock.pass(60 * seconds)
    expect(hosts()).toHaveLength(1)

    await userEvent.hover(elsewhere)
    clock.pass(10 * seconds - 1)
    expect(hosts()).toHaveLength(1)
    clock.pass(1)

    expect(hosts()).toEqual([])
  })

  test('stays while the focus is in it, and ten seconds longer', async () => {
    const card = await beThanked()
    await userEvent.hover(card.elsewhere)
    byName(card).getByRole('button', { name: 'Close' }).focus()
    card.clock.pass(60 * seconds)
    expect(hosts()).toHaveLength(1)

    card.elsewhere.focus()
    card.clock.pass(10 * seconds - 1)
    expect(hosts()).toHaveLength(1)
    card.clock.pass(1)

    expect(hosts()).toEqual([])
  })

  test('that has taken the focus stays for a visitor who uses the keyboard', async () => {
    const clock = slowClock()
    const { root } = openCard({ request: { later: clock.later } })
    await choose(9)
    await reasonBox().fill('Fast')

    await userEvent.keyboard('{Control>}{Enter}{/Control}')
    await expect.element(thanks()).toBeVisible()
    expect(root.activeElement).toBe(thanks().element())
    await userEvent.hover(addElsewhere())
    clock.pass(60 * seconds)

    expect(hosts()).toHaveLength(1)
  })

  test('that is touched starts its ten seconds again', async () => {
    const { clock, elsewhere, host } = await beThanked()
    await userEvent.hover(elsewhere)
    clock.pass(9 * seconds)

    for (const type of ['pointerenter', 'pointerleave'])
      host.dispatchEvent(new PointerEvent(type, { pointerType: 'touch' }))
    clock.pass(9 * seconds)
    expect(hosts()).toHaveLength(1)
    clock.pass(1 * seconds)

    expect(hosts()).toEqual([])
  })

  test.each([
    ['https://reviews.example/', 1],
    ['javascript:alert(1)', 0],
  ])('with a link stays until it is closed, if the card shows the link: %s', async (url, left) => {
    const link = { url, text: 'Write a review' }
    const { clock, elsewhere } = await beThanked({ survey: { thanks: { promoter: { link } } } })
    await userEvent.hover(elsewhere)

    clock.pass(3600 * seconds)

    expect(hosts()).toHaveLength(left)
  })

  test('that is closed before leaves nothing behind', async () => {
    const { clock, told } = await beThanked()

    await button('Close').click()
    clock.pass(60 * seconds)

    expect(told.ended).toEqual(['closed'])
  })

  test('is the only thing that goes: a question stays', async () => {
    const clock = slowClock()
    openCard({ request: { later: clock.later } })
    clock.pass(3600 * seconds)
    await choose(9)
    clock.pass(3600 * seconds)

    expect(hosts()).toHaveLength(1)
  })

  test('has a mark that no screen reader reads', async () => {
    const card = await beThanked()

    expect(byName(card).queryByRole('img')).toBeNull()
    expect(card.root.querySelector('.thanks svg')?.getAttribute('aria-hidden')).toBe('true')
  })
})
