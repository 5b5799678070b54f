/** When the files were built, epoch milliseconds, to the day. */
declare const __BUILT_AT__: number
/** The package's version. */
declare const __VERSION__: string

/** The built files that the loader wakes, by the SHA-256 of their content, base64. */
declare module 'virtual:parts' {
  export const conductor: string
  export const sources: string
  export const check: string
}

/** The built files, by their digests, that the sources load. */
declare module 'virtual:sources-parts' {
  export const siteTriggers: string
}

/** The built files, by their digests, that the conductor loads: to ask, and for options that only some sites use. */
declare module 'virtual:conductor-parts' {
  export const asking: string
  export const more: string
}

/** The built file, by its digest, that the check loads to show a preview. */
declare module 'virtual:check-parts' {
  export const preview: string
}

/** The built files, by their digests, of which a preview makes a card. */
declare module 'virtual:preview-parts' {
  export const more: string
  export const survey: string
  /** By tag. */
  export const locales: Readonly<Record<string, string>>
}

/** The built file, by its digest, that the part for rarer options loads. */
declare module 'virtual:more-parts' {
  export const beyond: string
}

/** The built files, by their digests, that the asking loads to show a survey. */
declare module 'virtual:asking-parts' {
  export const survey: string
  export const later: string
  /** By tag. */
  export const locales: Readonly<Record<string, string>>
}
