/** What a visitor, or a site for all its visitors, has said: granted or denied; absent where nobody has. */
interface Said {
  byDefault?: boolean | undefined
  updated?: boolean | undefined
}

/**
 * What asking somebody and remembering it is, in the words of Google's Consent Mode: a function of the site, or, where a
 * site doesn't know that word, measuring.
 */
export const storageTypes = ['functionality_storage', 'analytics_storage'] as const

const isFlag = (value: unknown): value is boolean => typeof value === 'boolean'

/**
 * Consent as Google's Consent Mode v2 knows it: by the commands on the data layer, and by what Google's own tags have
 * made of them and of commands that never come by the data layer (`google_tag_data.ics`).
 * Commands: https://developers.google.com/tag-platform/security/guides/consent
 */
export function createGoogleConsent() {
  const heard = new Map<string, Said>()

  return {
    /** Hears one entry of the data layer. */
    hear(entry: unknown): void {
      // A list that is not a function's arguments is another kind of command, which Google does not take for this.
      if (Object.prototype.toString.call(entry) !== '[object Arguments]') return
      const [command, kind, given] = Array.from(entry as ArrayLike<unknown>)
      if (command !== 'consent' || (kind !== 'default' && kind !== 'update')) return
      const words: Readonly<Record<string, unknown>> = Object(given)
      for (const type of storageTypes) {
        if (words[type] === undefined) continue
        const said = heard.get(type) ?? {}
        const isGranted = words[type] === 'granted'
        // Where the visitor is, only Google's tags know: a region's refusal counts here, a region's consent doesn't.
        const isElsewhere = !!words.region && isGranted
        if (kind === 'update') said.updated = isGranted
        else if (!isElsewhere) said.byDefault = isGranted && said.byDefault !== false
        heard.set(type, said)
      }
    },
    /**
     * True where consent is given, false where the visitor has refused or withdrawn it, undefined where nobody has said.
     * @param known `google_tag_data`, where Google's tags run
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
