import { describe, expect, onTestFinished, test } from 'vitest'
import { disturbance } from '../../src/browser/disturbance.ts'

/** Puts markup into the page, next to some text. */
function put(html: string): HTMLElement {
  const place = document.createElement('div')
  place.style.display = 'contents'
  place.innerHTML = html
  document.body.append(place)
  onTestFinished(() => place.remove())
  return place
}

const words = 'Thank you for your order. It will be with you on Thursday, and we tell you when it is sent.'

describe('a survey would disturb a modal dialog', () => {
  test.each<[string, string]>([
    ['that says so', '<div role="dialog" aria-modal="true">Terms</div>'],
    ['that says so without a role', '<div aria-modal="true">Terms</div>'],
    [
      'whose parts are placed, and which has no size of its own',
      '<div role="dialog" aria-modal="true"><div style="position: fixed; inset: 20%">Terms</div></div>',
    ],
    [
      'beside which the page is hidden from screen readers',
      `<main aria-hidden="true">${words}</main><div role="dialog">Terms</div>`,
    ],
    ['beside which the page is inert', `<main inert>${words}</main><div role="alertdialog">Terms</div>`],
    [
      'that stands deeper than what is hidden beside it',
      `<main aria-hidden="true">${words}</main><div><div><div role="dialog">Terms</div></div></div>`,
    ],
    [
      'beside which all but what speaks is hidden',
      `<main aria-hidden="true">${words}</main><div aria-live="polite">Opened</div><div role="dialog">Terms</div>`,
    ],
    [
      'within the page, with the rest of it inert',
      `<div><header inert>Shop</header><main inert>${words}</main><div role="dialog">Terms</div></div>`,
    ],
    ['of two roles', `<main inert>${words}</main><div role="dialog document">Terms</div>`],
  ])('%s', (_what, html) => {
    put(html)

    expect(disturbance()).toBe('modal')
  })

  test('of the browser’s own, even if it is transparent', () => {
    const place = put('<dialog style="opacity: 0">Terms</dialog>')
    place.querySelector('dialog')?.showModal()

    expect(disturbance()).toBe('modal')
  })

  test.each([
    ['holds the focus', 'top: 0; left: 0'],
    ['is in the middle', 'inset: 20%'],
  ])('in a shadow root, which %s', (_how, where) => {
    const host = put('<x-dialog></x-dialog>').querySelector('x-dialog')
    const root = host?.attachShadow({ mode: 'open' })
    if (root)
      root.innerHTML = `<div role="dialog" aria-modal="true" style="position: fixed; ${where}"><button>Agree</button></div>`
    if (_how === 'holds the focus') root?.querySelector('button')?.focus()

    expect(disturbance()).toBe('modal')
  })
})

describe('a survey would not disturb', () => {
  test.each<[string, string]>([
    ['a page without a dialog', words],
    [
      'a basket that every page keeps out of sight',
      '<div role="dialog" aria-modal="true" style="position: absolute; visibility: hidden">Basket</div>',
    ],
    [
      'a basket that is moved out of the page',
      '<div role="dialog" aria-modal="true" style="position: fixed; inset: 0 0 0 100%; width: 300px">Basket</div>',
    ],
    [
      'a basket in a drawer without a width',
      '<div style="width: 0; overflow: hidden"><div role="dialog" aria-modal="true" style="width: 300px">Basket</div></div>',
    ],
    [
      'a transparent dialog',
      '<div style="opacity: 0"><div role="dialog" aria-modal="true">Terms</div></div>',
    ],
    ['a dialog that leaves the page usable', `<main>${words}</main><div role="dialog">Cookies?</div>`],
    [
      'one that says it is not modal',
      `<main aria-hidden="true">${words}</main><div role="dialog" aria-modal="false">Cookies?</div>`,
    ],
    [
      'one with a picture beside it',
      `<main>${words}</main><div><i aria-hidden="true">★</i><div role="dialog">Cookies?</div></div>`,
    ],
    [
      'one with another dialog, kept out of sight, beside it',
      `<main>${words}</main><div aria-hidden="true" hidden>${words}${words}</div><div role="dialog">Cookies?</div>`,
    ],
    [
      'one with a long script beside it',
      `<main inert>Hi</main><script type="text/plain">${words}</script><p>And you?</p><div role="dialog">Cookies?</div>`,
    ],
    ['an open dialog of the browser’s that is not modal', '<dialog open>Terms</dialog>'],
  ])('%s', (_what, html) => {
    put(html)

    expect(disturbance()).toBeNull()
  })
})

describe('a visitor types', () => {
  const focus = (place: HTMLElement, selector: string) => place.querySelector<HTMLElement>(selector)?.focus()
  const withFrame = async (source: string) => {
    const place = put(`<iframe ${source} style="width: 300px; height: 90px"></iframe>`)
    const frame = place.querySelector('iframe')
    await new Promise(resolve => frame?.addEventListener('load', resolve, { once: true }))
    return { place, frame }
  }

  test.each([
    ['a field', '<input>', 'input'],
    ['a list to pick from', '<select><option>1</select>', 'select'],
    ['a text that can be changed', '<p contenteditable>Hi</p>', 'p'],
  ])('in %s', (_what, html, selector) => {
    focus(put(html), selector)

    expect(disturbance()).toBe('typing')
  })

  test('in a field of a frame, and not at its button', async () => {
    const { frame } = await withFrame('srcdoc="<input><button>Pay</button>"')
    frame?.contentDocument?.querySelector('input')?.focus()
    expect(disturbance()).toBe('typing')

    frame?.contentDocument?.querySelector('button')?.focus()
    expect(disturbance()).toBeNull()
  })

  test('perhaps in a frame of another origin that has the focus, and not if it is out of sight', async () => {
    const { frame } = await withFrame('sandbox srcdoc="<input>"')
    frame?.focus()
    expect(document.activeElement).toBe(frame)
    expect(disturbance()).toBe('typing')

    if (frame) frame.style.visibility = 'hidden'
    expect(disturbance()).toBeNull()
  })

  test('not at a button or a box', () => {
    const place = put('<button>Buy</button><input type="checkbox">')
    focus(place, 'button')
    expect(disturbance()).toBeNull()

    focus(place, 'input')
    expect(disturbance()).toBeNull()
  })
})
