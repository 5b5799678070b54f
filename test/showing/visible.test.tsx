import { describe, expect, onTestFinished, test } from 'vitest'
import { isShown, isShownByStyles, isVisible } from '../../src/browser/visible.ts'

/** Puts markup in the page, and finds the element in it that is asked about. */
function put(html: string, script: (found: Element) => void = () => {}): Element {
  const place = document.createElement('main')
  place.innerHTML = html
  document.body.append(place)
  onTestFinished(() => place.remove())
  const found = place.querySelector('.it')
  if (!found) throw new Error('nothing to ask about')
  script(found)
  return found
}

/** Markup with the asked-about element in it, which has some words. */
const styled = (style: string) => `<div class="it" style="${style}">Your basket</div>`
const within = (style: string, own = '') =>
  `<div style="${style}"><div class="it" style="${own}">Your basket</div></div>`

describe('a visitor sees', () => {
  test.each<[string, string]>([
    ['words', styled('')],
    ['what is half transparent', styled('opacity: 0.5')],
    ['what is further down', within('padding-top: 3000px')],
    ['what a box around it can be scrolled to', within('height: 40px; overflow: auto; padding-top: 400px')],
    [
      'a drawer in its place',
      styled('position: fixed; inset: 0 0 0 auto; width: 200px; transform: translateX(0)'),
    ],
    [
      'a dialog without a size of its own whose parts are placed',
      `<div class="it"><div style="position: fixed; inset: 10px">Your basket</div></div>`,
    ],
    ['a dialog that is no box', `<div class="it" style="display: contents"><p>Your basket</p></div>`],
    [
      'what is placed beyond a box that does not hold it',
      within('height: 0; overflow: hidden', 'position: fixed; top: 0'),
    ],
    [
      'what is placed so in an absolute way',
      within('height: 0; overflow: hidden', 'position: absolute; top: 0'),
    ],
    ['what is clipped at its edge only', styled('clip-path: inset(10% round 4px)')],
    ['what is clipped to a circle', styled('clip-path: circle(40%)')],
    ['what is seen though the one around it is not', within('visibility: hidden', 'visibility: visible')],
    ['a picture of a size', `<img class="it" alt="" style="width: 40px; height: 40px">`],
  ])('%s', (_what, html) => {
    expect(isVisible(put(html))).toBe(true)
  })

  test('an element in the shadow root of something without a size', () => {
    const host = put('<x-asking class="it"></x-asking>', found => {
      found.attachShadow({ mode: 'open' }).innerHTML = '<p style="position: fixed; inset: 0">Cookies?</p>'
    })

    expect(isVisible(host)).toBe(true)
  })
})

describe('no visitor sees', () => {
  test.each<[string, string]>([
    ['what is not displayed', styled('display: none')],
    ['what is in something that is not displayed', within('display: none')],
    ['what has the attribute hidden', '<div class="it" hidden>Your basket</div>'],
    ['what is in closed details', '<details><div class="it">Your basket</div></details>'],
    ['a closed dialog', '<dialog class="it" aria-modal="true">Your basket</dialog>'],
    ['what is made invisible', styled('visibility: hidden')],
    ['what is placed and made invisible', styled('position: absolute; visibility: hidden')],
    ['what is in something invisible', within('visibility: hidden')],
    ['what is collapsed', styled('visibility: collapse')],
    ['what is transparent', styled('opacity: 0')],
    ['what is in something transparent', within('opacity: 0')],
    ['what is skipped', within('content-visibility: hidden; height: 90px')],
    ['what has no size', styled('width: 0; height: 0; overflow: hidden')],
    ['what has no height', styled('height: 0; overflow: hidden')],
    ['what has no width', styled('width: 0; overflow: hidden; white-space: nowrap')],
    ['what is in something without height that cuts it off', within('height: 0; overflow: hidden')],
    ['what is in something without height that clips it', within('height: 0; overflow: clip')],
    ['what is in something without height that scrolls', within('height: 0; overflow: auto')],
    ['what is shrunk to nothing', styled('transform: scale(0)')],
    [
      'what is for screen readers only',
      styled('position: absolute; width: 1px; height: 1px; overflow: hidden; clip: rect(0 0 0 0)'),
    ],
    ['what is clipped in the old way', styled('position: absolute; clip: rect(0 0 0 0)')],
    ['what is clipped to one pixel’s corner', styled('position: absolute; clip: rect(1px, 1px, 1px, 1px)')],
    ['what is clipped from all sides', styled('clip-path: inset(50%)')],
    ['what is clipped from one side', styled('clip-path: inset(0 0 100% 0)')],
    ['what is clipped to a point', styled('clip-path: circle(0)')],
    ['what is in something that is clipped to a point', within('clip-path: circle(0px at 50% 50%)')],
    ['what is clipped to a shape without a size', styled('clip-path: polygon(0 0, 0 0, 0 0, 0 0)')],
    [
      'a drawer moved out at the right',
      styled('position: fixed; inset: 0 0 0 auto; width: 200px; transform: translateX(100%)'),
    ],
    [
      'a drawer moved out at the left',
      styled('position: fixed; inset: 0 auto 0 0; width: 200px; transform: translateX(-100%)'),
    ],
    [
      'a sheet moved out at the bottom',
      styled('position: fixed; inset: auto 0 0; height: 200px; transform: translateY(100%)'),
    ],
    ['a bar moved out at the top', styled('position: absolute; top: -200px; height: 90px')],
    ['a drawer placed out of the page', styled('position: absolute; left: -9999px')],
    ['a drawer placed out of the window', styled('position: fixed; right: -400px; width: 300px')],
    ['words moved out by their indent', styled('position: absolute; left: 200vw')],
    [
      'what is in a drawer that is moved out',
      within('position: fixed; inset: 0 0 0 auto; width: 200px; transform: translateX(110%)'),
    ],
    [
      'what is in a drawer that is moved out and scrolls',
      within('position: fixed; inset: 0 0 0 100%; width: 200px; overflow: auto', 'width: 90px'),
    ],
    [
      'a dialog without a size whose parts are invisible',
      `<div class="it"><div style="position: fixed; inset: 10px; opacity: 0">Your basket</div></div>`,
    ],
    [
      'a dialog that is no box and has only hidden parts',
      `<div class="it" style="display: contents"><p hidden>Your basket</p></div>`,
    ],
  ])('%s', (_what, html) => {
    expect(isVisible(put(html))).toBe(false)
  })
})

describe('a browser that cannot tell whether something is seen', () => {
  test.each<[string, string]>([
    ['words', styled('')],
    ['what is not displayed', styled('display: none')],
    ['what is in something that is not displayed', within('display: none')],
    ['what is made invisible', styled('visibility: hidden')],
    ['what is in something invisible', within('visibility: hidden')],
    ['what is seen though the one around it is not', within('visibility: hidden', 'visibility: visible')],
    ['what is transparent', styled('opacity: 0')],
    ['what is in something transparent', within('opacity: 0.0')],
    ['what is skipped', within('content-visibility: hidden')],
    ['what skips its own parts', styled('content-visibility: hidden; width: 90px; height: 90px')],
    ['an empty place', '<div class="it"></div>'],
    ['an empty place in a line', '<how-likely class="it"></how-likely>'],
  ])('judges by styles as others do: %s', (_what, html) => {
    const found = put(html)

    expect(isShownByStyles(found)).toBe(isShown(found))
  })
})
