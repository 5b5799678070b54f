/** Where the focus was, before it came into the card and in the card. */
export interface FocusMemory {
  /** The element of the card that had the focus last, or null if the visitor has left it since. */
  focused(): HTMLElement | null
  /** Gives the focus back to the element of the page that had it before the card. */
  giveBack(): void
}

/** Watches the focus in a card. */
export function rememberFocus(root: ShadowRoot): FocusMemory {
  let before: EventTarget | null = null
  let focused: HTMLElement | null = null

  root.addEventListener('focusin', event => {
    const { relatedTarget } = event as FocusEvent
    if (relatedTarget && !root.contains(relatedTarget as Node)) before = relatedTarget
    focused = event.target as HTMLElement
  })
  // Removing the card takes the focus away as well, but then the visitor hasn't left it.
  root.addEventListener('focusout', () =>
    setTimeout(() => {
      if (root.host.isConnected && !root.activeElement) focused = null
    }),
  )

  return {
    focused: () => focused,
    giveBack: () => (before as HTMLElement | null)?.focus?.({ preventScroll: true }),
  }
}
