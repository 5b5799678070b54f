import type { Locator, Page } from 'playwright'

/** The tag's attributes beyond those that let a driven browser be asked at once. */
export type TagAttributes = Readonly<Record<string, string>>

/** Puts the tag into the page, as a tag manager does: a trigger with an order's number comes with it. */
export const addTag = (page: Page, site: string, order: string, more: TagAttributes = {}): Promise<void> =>
  page.evaluate(
    ([src, attributes]) => {
      const script = document.createElement('script')
      for (const [name, value] of attributes) script.setAttribute(`data-${name}`, value)
      script.src = src
      document.head.append(script)
    },
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
    ] as const,
  )

/** Takes everything away again, the tag too. */
export const removeTag = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const { howlikely } = window as unknown as { howlikely(command: string): unknown }
    howlikely('destroy')
    for (const script of document.querySelectorAll('script[data-endpoint]')) script.remove()
  })

/** All of a page that something put into it might change. */
export const stateOf = (page: Page) =>
  page.evaluate(() => {
    const built = [Array, Object, String, Number, Function, Promise, Element, HTMLElement, Node, Event]
    // The card's own element is beside the point.
    const elements = [...document.querySelectorAll('*:not(how-likely-panel, script)')]
    return {
      html: document.documentElement.outerHTML,
      globals: Object.getOwnPropertyNames(window).sort(),
      prototypes: built.map(one => Object.getOwnPropertyNames(one.prototype).sort().join()),
      boxes: elements.map(element => {
        const { x, y, width, height } = element.getBoundingClientRect()
        const { display, color, fontSize, visibility } = getComputedStyle(element)
        return [element.tagName, x, y, width, height, display, color, fontSize, visibility].join()
      }),
      scroll: [scrollX, scrollY],
      focus: document.activeElement?.tagName,
      sheets: document.adoptedStyleSheets.length,
      title: document.title,
    }
  })

/** A picture of the card, without its round corners, in which the page is seen. */
export async function pictureOf(card: Locator): Promise<Picture> {
  // A card that still moves is not where it will be.
  await card.evaluate(it =>
    Promise.all((it.getRootNode() as ShadowRoot).getAnimations().map(one => one.finished)),
  )
  const box = await card.boundingBox()
  if (!box) throw new Error('the card is not to be seen')
  const png = await card.page().screenshot({ clip: box, caret: 'initial' })
  return { png: png.toString('base64'), width: Math.round(box.width), height: Math.round(box.height) }
}

export interface Picture {
  /** Base64. */
  png: string
  width: number
  height: number
}

/** The pixels in which two pictures of cards differ, in words; '' where there are none. */
export async function difference(page: Page, one: Picture, other: Picture): Promise<string> {
  const sizes = [one, other].map(({ width, height }) => `${width} × ${height}`)
  if (sizes[0] !== sizes[1]) return `sizes ${sizes.join(' and ')}`
  const { count, first } = await page.evaluate(
    async ([left, right]) => {
      const read = async (png: string) => {
        const image = new Image()
        image.src = `data:image/png;base64,${png}`
        await image.decode()
        const { width, height } = image
        const context = new OffscreenCanvas(width, height).getContext('2d')
        context?.drawImage(image, 0, 0)
        return { width, height, data: context?.getImageData(0, 0, width, height).data ?? [] }
      }
      const [a, b] = await Promise.all([read(left), read(right)])
      const corner = 18
      const isCorner = (x: number, y: number) =>
        (x < corner || x >= a.width - corner) && (y < corner || y >= a.height - corner)
      let count = 0
      let first = ''
      for (let y = 0; y < a.height; y++) {
        for (let x = 0; x < a.width; x++) {
          const at = (y * a.width + x) * 4
          const differs = [0, 1, 2].some(channel => a.data[at + channel] !== b.data[at + channel])
          if (!differs || isCorner(x, y)) continue
          count += 1
          first ||= `${x}, ${y}`
        }
      }
      return { count, first }
    },
    [one.png, other.png] as const,
  )
  return count ? `${count} pixels, the first at ${first}` : ''
}
