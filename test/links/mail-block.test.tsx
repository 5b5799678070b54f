import { describe, expect, onTestFinished, test } from 'vitest'
import { createSigner } from '../../src/links/create-signer.ts'
import { mailBlock } from '../../src/links/mail-block.ts'

const signer = createSigner({ secret: 'x'.repeat(32) })

/** A mail client's window, so wide, with the block as the whole mail; no images, and no sheet but the client's own. */
async function mailIn(width: number, clientsSheet = '', words = {}) {
  const links = await signer.links('https://shop.example/feedback', { survey: 'support', ref: 'T-77' })
  const client = document.createElement('iframe')
  client.style.cssText = `width:${width}px;height:600px;border:0`
  document.body.append(client)
  onTestFinished(() => client.remove())
  const mail = client.contentDocument as Document // It has the page's own origin.
  mail.open()
  mail.write(`<!doctype html><meta charset="utf-8"><style>${clientsSheet}</style>${mailBlock(links, words)}`)
  mail.close()
  return mail
}

const colourOf = (element: Element, property: 'color' | 'backgroundColor') => {
  const { [property]: text } = (element.ownerDocument.defaultView as Window).getComputedStyle(element)
  return (text.match(/\d+/g) ?? []).slice(0, 3).map(Number)
}

/** As WCAG 2.2 has it. */
function contrast(one: number[], other: number[]) {
  const luminance = (colour: number[]) =>
    colour
      .map(part => part / 255)
      .map(part => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
      .reduce((sum, part, place) => sum + part * ([0.2126, 0.7152, 0.0722][place] ?? 0), 0)
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

describe('the mail block, rendered', () => {
  test.each([320, 600])('fits a window of %i pixels, with targets big enough for a finger', async width => {
    const mail = await mailIn(width)
    const targets = [...mail.querySelectorAll('a')]
    const boxes = targets.map(target => target.getBoundingClientRect())

    expect(targets.map(({ textContent }) => textContent)).toEqual('0 1 2 3 4 5 6 7 8 9 10'.split(' '))
    expect(mail.documentElement.scrollWidth).toBeLessThanOrEqual(width)
    for (const box of boxes) expect([box.width >= 44, box.height >= 44]).toEqual([true, true])
    expect(new Set(boxes.map(({ top }) => top)).size).toBe(2)
  })

  test.each([
    ['light', ''],
    ['dark', ':root{color-scheme:dark;background:#121212;color:#eeeeee}'],
  ])(
    'can be read in a client that is %s: numbers on their own ground, words in the client’s colours',
    async (_mood, sheet) => {
      const mail = await mailIn(600, sheet)
      const ground = sheet ? colourOf(mail.documentElement, 'backgroundColor') : [255, 255, 255]

      for (const target of mail.querySelectorAll('td'))
        expect(
          contrast(
            colourOf(target.querySelector('a') ?? target, 'color'),
            colourOf(target, 'backgroundColor'),
          ),
        ).toBeGreaterThan(4.5)
      for (const words of mail.querySelectorAll('p'))
        expect(contrast(colourOf(words, 'color'), ground)).toBeGreaterThan(4.5)
    },
  )

  test('says its words in their own direction, and names nothing that would be loaded', async () => {
    const mail = await mailIn(320, '', { question: 'ما مدى احتمال أن توصي بنا؟', lang: 'ar', dir: 'rtl' })
    const [first, second] = mail.querySelectorAll('a')

    expect(mail.querySelector('[lang="ar"]')?.textContent).toContain('ما مدى احتمال أن توصي بنا؟')
    expect((first as Element).getBoundingClientRect().left).toBeGreaterThan(
      (second as Element).getBoundingClientRect().left,
    )
    expect(mail.querySelectorAll('[src], link, [style*="url("]')).toHaveLength(0)
  })
})
