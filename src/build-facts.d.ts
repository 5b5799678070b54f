/** When the files were built, epoch milliseconds, to the day. */
declare const __BUILT_AT__: number
/** The package's version. */
declare const __VERSION__: string

/** The files that were built before this one, by the SHA-256 of their content, base64. */
declare module 'virtual:digests' {
  export const decision: string
  export const survey: string
  export const sources: string
  export const explain: string
  export const preview: string
  export const configFile: string
  export const cookies: string
  export const consentTools: string
  export const respondents: string
  /** By language tag. */
  export const locales: Readonly<Record<string, string>>
}
