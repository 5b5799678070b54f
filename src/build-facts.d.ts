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

/** The built file, by its digest, that the conductor loads when somebody is to be asked, or an answer waits. */
declare module 'virtual:asking-part' {
  export const asking: string
}

/** The built files, by their digests, that the asking loads to show a survey. */
declare module 'virtual:survey-parts' {
  export const survey: string
  /** By tag. */
  export const locales: Readonly<Record<string, string>>
}
