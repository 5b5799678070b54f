/** What a file knows of where it came from. */
export interface OwnTag {
  /** Its address; other files stand beside it. */
  readonly src: string
  readonly nonce?: string
  /** The tag's `data-` attributes; empty where the file has no tag of its own. */
  readonly dataset: object
}

/** The address of this very file: an error's trace begins with it. Only that knows it where no element does. */
const ownAddress = (): string =>
  (/\w+:\/\/\S+?(?=:\d+:\d)/.exec(`${new Error().stack}`) || [location.href])[0]

/**
 * The tag that runs this file. While a classic script runs, the document knows it, unless an element has that name
 * (`<img name="currentScript">`): only a script is believed. A module, and a file that is imported, are found by their address.
 */
export function ownTag(): OwnTag {
  const { currentScript } = document
  return isTag(currentScript) ? currentScript : tagByAddress(ownAddress())
}

const isTag = (script: unknown): script is HTMLScriptElement =>
  script instanceof HTMLScriptElement && !!script.src

/** A trace takes longer to write than all else that an ordinary tag needs: it is asked for last. */
const tagByAddress = (src: string): OwnTag =>
  [...document.querySelectorAll('script')].find(script => script.src === src) || { src, dataset: {} }
