/** A language of two or three letters, and up to six subtags: enough of BCP 47 for any language a survey may use. */
const form = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,6}$/

/** Whether a text is a language tag by BCP 47, such as "en" or "pt-BR". */
export function isLanguageTag(text: string): boolean {
  if (!form.test(text)) return false
  try {
    return Intl.getCanonicalLocales(text).length === 1
  } catch {
    return false
  }
}
