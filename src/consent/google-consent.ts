/** What a visitor, or a site for all its visitors, has decided: granted or denied; absent if nobody has. */
interface Said {
  byDefault?: boolean | undefined
  updated?: boolean | undefined
}

/**
 * The Consent Mode types that asking somebody and remembering it fall under: a function of the site or, if a site doesn't
 * use that type, analytics.
 */
export const storageTypes = ['functionality_storage', 'analytics_storage'] as const

const isFlag = (value: unknown): value is boolean => typeof value === 'boolean'

/**
 * Consent in Google's Consent Mode v2: from the commands on the data layer, and from the state that Google's own tags keep
 * (`google_tag_data.ics`), which includes commands that never pass through the data layer.
 * Commands: https://developers.google.com/tag-platform/security/guides/consent
 */
export function createGoogleConsent() {
  const heard = new Map<string, Said>()

  return {
    /** Processes one entry of the data layer. */
    hear(entry: unknown): void {
      // An array that is not a function's arguments is another kind of command, which Google does not read as consent.
      if (Object.prototype.toString.call(entry) !== '[object Arguments]') return
      const [command, kind, given] = Array.from(entry as ArrayLike<unknown>)
      if (command !== 'consent' || (kind !== 'default' && kind !== 'update')) return
      const words: Readonly<Record<string, unknown>> = Object(given)
      for (const type of storageTypes) {
        if (words[type] === undefined) continue
        const said = heard.get(type) ?? {}
        const isGranted = words[type] === 'granted'
        // Only Google's tags know where the visitor is, so a region's refusal counts here but a region's consent doesn't.
        const isElsewhere = !!words.region && isGranted
        if (kind === 'update') said.updated = isGranted
        else if (!isElsewhere) said.byDefault = isGranted && said.byDefault !== false
        heard.set(type, said)
      }
    },
    /**
     * True if consent is given, false if the visitor has refused or withdrawn it, undefined if nobody has decided.
     * @param known `google_tag_data`, if Google's tags run
     */
    verdict(known: unknown): boolean | undefined {
      for (const type of storageTypes) {
        const entry = Object(Object(Object(known).ics).entries)[type]
        const { update, default: usual } = Object(entry)
        const { updated, byDefault } = heard.get(type) ?? {}
        const last = isFlag(update) ? update : updated
        const first = isFlag(usual) ? usual : byDefault
        if (last !== undefined) return last
        if (first !== undefined) return first || undefined
      }
      return undefined
    },
  }
}
