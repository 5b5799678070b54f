import type { en } from './en.ts'

/** Every text of the card, in one language. English is the shape of all. */
export type LocaleWords = { readonly [Key in keyof typeof en]: string }
