/** The direction in which a language is written, by its BCP 47 tag. `Intl` knows, but Firefox does not tell. */
export function directionOf(locale: string): 'ltr' | 'rtl' {
  return /^(ar|ckb|dv|fa|he|ps|sd|ug|ur|yi)\b/i.test(locale) ? 'rtl' : 'ltr'
}
