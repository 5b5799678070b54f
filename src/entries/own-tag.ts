/** Where a file came from. */
export interface OwnTag {
  /** Its address; the other files are in the same folder. */
  readonly src: string
  readonly nonce?: string
  /** The tag's `data-` attributes; empty if the file has no tag of its own. */
  readonly dataset: object
}

/** This file's own address: an error's stack trace begins with it. The only way to know it if no element has it. */
const ownAddress = (): string =>
  (/\w+:\/\/\S+?(?=:\d+:\d)/.exec(`${new Error().stack}`) || [location.href])[0]

/**
 * The tag that runs this file. While a classic script runs, `document.currentScript` is that tag, but it could also be an
 * element of that name (`<img name="currentScript">`), so only a script counts. Modules and imported files are found by
 * their address.
 */
export function ownTag(): OwnTag {
  const { currentScript } = document
  return isTag(currentScript) ? currentScript : tagByAddress(ownAddress())
}

const isTag = (script: unknown): script is HTMLScriptElement =>
  script instanceof HTMLScriptElement && !!script.src

/** Tried last: getting a stack trace takes longer than everything else that an ordinary tag needs. */
const tagByAddress = (src: string): OwnTag =>
  [...document.querySelectorAll('script')].find(script => script.src === src) || { src, dataset: {} }
