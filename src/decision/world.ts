/** What this part takes from the page beyond the conductor's environment. */
export interface World {
  fetch(address: string, init: RequestInit): Promise<Pick<Response, 'ok' | 'text'>>
  /** Puts another query into the address bar; the page and its history stay as they are. */
  replaceQuery(query: string): void
  /** The query as it stands in the address bar, with its question mark. */
  query(): string
}

/** The browser. */
export const world: World = {
  fetch: (address, init) => fetch(address, init),
  replaceQuery(query) {
    const { pathname, hash } = location
    history.replaceState(history.state, '', `${pathname}${query}${hash}`)
  },
  query: () => location.search,
}
