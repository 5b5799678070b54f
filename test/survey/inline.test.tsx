import { describe, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { cutOff, overlapping, still } from './fit.ts'
import { addToPage, choose, openCard, resize, send } from './open-card.ts'

const extra = { id: 'ease', type: 'ease', text: 'How easy was it?', choices: [] } as const
const privacy = { url: '/privacy', note: 'We keep answers for a year.' }

/** A card with every question, in a place of the page's own. */
async function openIn(style: string) {
  await resize(1280, 800)
  const place = addToPage('div')
  place.style.cssText = style
  const card = still(openCard({ settings: { privacy }, survey: { extra }, request: { inline: place } }))
  await choose(2)
  await page.getByRole('checkbox', { name: 'You may contact me about my answer' }).click()
  await send()
  await expect.element(page.getByRole('alert')).toBeVisible()
  return { ...card, place }
}

describe('an inline card', () => {
  test.each([
    ['a column of 240 pixels', 'width: 240px', 240],
    ['a column of 160 pixels', 'width: 160px', 160],
    ['a cell of a grid that is narrower than its words', 'display: grid; grid-template-columns: 160px', 160],
    ['a text that is written downwards', 'writing-mode: vertical-rl; height: 700px; width: 600px', 600],
    ['a row of a flexible box', 'display: flex; width: 320px', 320],
    ['a grid that centres', 'display: grid; justify-items: center; align-items: center; width: 320px', 320],
    ['a text that is written from right to left', 'direction: rtl; width: 320px', 320],
  ])('in %s holds all its words, and every target is big enough', async (_case, style, width) => {
    const card = await openIn(style)
    const { left, right } = card.place.getBoundingClientRect()

    expect({ cutOff: cutOff(card), overlapping: overlapping(card) }).toEqual({ cutOff: [], overlapping: [] })
    const box = card.host.getBoundingClientRect()
    expect(box.width).toBeLessThanOrEqual(width)
    for (const target of card.root.querySelectorAll('input,button,a,textarea')) {
      const one = (target.closest('label') ?? target).getBoundingClientRect()
      expect(one.height).toBeGreaterThanOrEqual(44)
      expect(one.width).toBeGreaterThanOrEqual(24)
      expect(one.left).toBeGreaterThanOrEqual(left)
      expect(one.right).toBeLessThanOrEqual(right)
    }
  })
})
