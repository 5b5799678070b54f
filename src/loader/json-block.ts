import { attempt } from '../browser/attempt.ts'

export type Layer = Readonly<Record<string, unknown>>

/** The JSON block's options; undefined if there is none or it cannot be read: then the decision says what is wrong. */
export const readBlock = (): Layer | undefined =>
  attempt(() => {
    const block = document.querySelector('script[type="application/json"][data-howlikely]')
    return block && Object(JSON.parse(block.textContent as string))
  })
