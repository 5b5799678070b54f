import type { Locator, Page } from 'playwright'

/** The tag's attributes beyond those that let a driven browser be asked at once. */
export type TagAttributes = Readonly<Record<string, string>>

/** The address of the tag's file, and its attributes: a trigger with an order's number comes with them. */
export const tagOf = (site: string, order: string, more: TagAttributes = {}) =>
  [
    `${site}/widget/howlikely.js`,
    Object.entries({
      // Relative: it belongs to the page's address, whatever its <base> says.
      endpoint: '/answers',
      automation: 'ask',
      delay: '0s',
      trigger: 'checkout',
      ref: order,
      ...more,
    }),
  ] as const

/** Code that runs in the page itself, so it must not refer to anything around it. Takes and returns plain values. */
export const inPage = {
  addTag: ([src, attributes]: ReturnType<typeof tagOf>) => {
    const script = document.createElement('script')
    for (const [name, value] of attributes) script.setAttribute(`data-${name}`, value)
    script.src = src
    document.head.append(script)
  },

  removeTag: () => {
    const { howlikely } = window as unknown as { howlikely(command: string): unknown }
    howlikely('destroy')
    for (const script of document.querySelectorAll('script[data-endpoint]')) script.remove()
  },

  stateOf: () => {
    const built = [Array, Object, String, Number, Function, Promise, Element, HTMLElement, Node, Event]
    // The card's own element doesn't count.
    const elements = [...document.querySelectorAll('*:not(how-likely-panel, script)')]
    return {
      html: document.documentElement.outerHTML,
      // Playwright adds something to Firefox for typing; that is neither ours nor the page's.
      globals: Object.getOwnPropertyNames(window)
        .filter(name => !name.startsWith('__pw'))
        .sort(),
      prototypes: built.map(one => Object.getOwnPropertyNames(one.prototype).sort().join()),
      boxes: elements.map(element => {
        const { x, y, width, height } = element.getBoundingClientRect()
        const { display, color, fontSize, visibility } = getComputedStyle(element)
        // Gecko lays vertical text out again a thirtieth of a pixel aside.
        const box = [x, y, width, height].map(Math.round)
        return [element.tagName, ...box, display, color, fontSize, visibility].join()
      }),
      scroll: [scrollX, scrollY],
      focus: document.activeElement?.tagName,
      sheets: document.adoptedStyleSheets.length,
      title: document.title,
    }
  },

  /** How many pixels of two cards differ, apart from the round corners, which show the page. */
  compare: async ([one, other]: readonly [Picture, Picture]) => {
    const read = async ({ png, left, top, width, height }: Picture) => {
      const image = new Image()
      image.src = `data:image/png;base64,${png}`
      await image.decode()
      const canvas = document.createElement('canvas')
      canvas.width = width
      canvas.height = height
      const context = canvas.getContext('2d')
      context?.drawImage(image, -left, -top)
      return context?.getImageData(0, 0, width, height).data ?? []
    }
    const { width, height } = one
    const [a, b] = await Promise.all([read(one), read(other)])
    const corner = 18
    const isCorner = (x: number, y: number) =>
      (x < corner || x >= width - corner) && (y < corner || y >= height - corner)
    let count = 0
    let first = ''
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const at = (y * width + x) * 4
        const differs = [0, 1, 2].some(channel => a[at + channel] !== b[at + channel])
        if (!differs || isCorner(x, y)) continue
        count += 1
        first ||= `${x}, ${y}`
      }
    }
    return { count, first }
  },
}

/** A picture with a card in it. */
export interface Picture {
  /** Base64. */
  png: string
  /** Where the card is in it, in pixels. */
  left: number
  top: number
  width: number
  height: number
}

/** Puts the tag into the page, as a tag manager does: a trigger with an order's number comes with it. */
export const addTag = (page: Page, site: string, order: string, more: TagAttributes = {}): Promise<void> =>
  page.evaluate(inPage.addTag, tagOf(site, order, more))

/** Takes everything away again, the tag too. */
export const removeTag = (page: Page): Promise<void> => page.evaluate(inPage.removeTag)

/** All of a page that something put into it might change. */
export const stateOf = (page: Page) => page.evaluate(inPage.stateOf)

export async function pictureOf(card: Locator): Promise<Picture> {
  // While a card moves, it is not yet in its final place.
  await card.evaluate(it =>
    Promise.all((it.getRootNode() as ShadowRoot).getAnimations().map(one => one.finished)),
  )
  const box = await card.boundingBox()
  if (!box) throw new Error('the card is not to be seen')
  const png = await card.page().screenshot({ clip: box, caret: 'initial' })
  const size = { width: Math.round(box.width), height: Math.round(box.height) }
  return { png: png.toString('base64'), left: 0, top: 0, ...size }
}

/** Counts in a page, which can read pictures. */
export type Compare = (both: readonly [Picture, Picture]) => Promise<{ count: number; first: string }>

/** The pixels in which two pictures of cards differ, in words; '' if there are none. */
export async function difference(one: Picture, other: Picture, compare: Compare): Promise<string> {
  const sizes = [one, other].map(({ width, height }) => `${width} × ${height}`)
  if (sizes[0] !== sizes[1]) return `sizes ${sizes.join(' and ')}`
  if (one.png === other.png && one.left === other.left && one.top === other.top) return ''
  const { count, first } = await compare([one, other])
  return count ? `${count} pixels, the first at ${first}` : ''
}
