import type { en } from './en.ts'

/** All texts of the card, in one language. English is the model for all. */
export type LocaleWords = { readonly [Key in keyof typeof en]: string }
