/** Anything around an "@", in either of its shapes, or in an address's spelling of it: an e-mail address, or the word to a channel. */
const around = /[^\s]*\s?(?:[@\uFF20\uFE6B]|%40|&#64;|&#x40;|&commat;)\s?[^\s]*/giu

/** What begins a link that Slack makes of a plain text. */
const scheme = /\b[a-z][a-z\d+.-]{1,20}:\/\/|\b(?:mailto|tel|sms|skype|slack|javascript|data):/giu

/** Digits that may be a telephone number, with what stands between them. */
const numbers = /\+?\(?\d[\d\s().\u2010-\u2015/-]{5,}\d/gu
const digitsOf = (text: string) => text.replace(/\D/g, '').length

/** Controls, marks of direction, and whatever else takes no room: a text that is read is the text that is there. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu

const leftOut = '[address left out]'
const numberLeftOut = '[number left out]'

/**
 * What a visitor or a site wrote, as it may stand in a channel: on one line, without a link, an e-mail address or a word to
 * the channel, and with nothing that Slack reads as markup of its own.
 * @param longest characters
 */
export function slackSafe(text: string, longest = 200): string {
  return slackEscaped(clipped(withoutAddresses(text), longest))
}

/** The same of a text of a visitor's own words, in which there may be a telephone number. */
export function slackQuote(text: string, longest = 600): string {
  const kept = withoutAddresses(text).replace(numbers, found =>
    digitsOf(found) >= 9 || (found.startsWith('+') && digitsOf(found) >= 7) ? numberLeftOut : found,
  )
  return slackEscaped(clipped(kept, longest))
}

/** Nobody's address is left in it. */
const withoutAddresses = (text: string): string =>
  text
    // Compatibility letters are written in the one way, or an address in them would be read as one and not found.
    .normalize('NFKC')
    .replace(unseen, ' ')
    .replace(/\s+/g, ' ')
    .replace(around, leftOut)
    .replace(scheme, '')
    .trim()

/** Slack reads these three, and nothing else, as the beginning of something of its own. */
export const slackEscaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

function clipped(text: string, longest: number): string {
  const characters = [...text]
  return characters.length <= longest ? text : `${characters.slice(0, longest - 1).join('')}…`
}
