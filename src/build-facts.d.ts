/** When the files were built, epoch milliseconds, to the day. */
declare const __BUILT_AT__: number
/** The package's version. */
declare const __VERSION__: string

/** The built files that the loader wakes: name in the folder of the loader, and integrity. */
declare module 'virtual:parts' {
  type File = readonly [file: string, integrity: string]
  export const conductor: File
  export const sources: File
  export const check: File
}

/** The built files that the conductor loads when somebody is to be asked. */
declare module 'virtual:survey-parts' {
  type File = readonly [file: string, integrity: string]
  export const survey: File
  export const locales: Readonly<Record<string, File>>
}
