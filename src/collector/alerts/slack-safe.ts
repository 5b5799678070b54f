/**
 * Anything around an "@", in any of its forms, or spelled as in a URL or in HTML: an e-mail address, or a mention of the
 * channel.
 */
const around = /[^\s]*\s?(?:[@\uFF20\uFE6B]|%40|&#64;|&#x40;|&commat;)\s?[^\s]*/giu

/** The beginning of a text that Slack turns into a link. */
const scheme = /\b[a-z][a-z\d+.-]{1,20}:\/\/|\b(?:mailto|tel|sms|skype|slack|javascript|data):/giu

/** Digits that may be a telephone number, including what separates them. */
const numbers = /\+?\(?\d[\d\s().\u2010-\u2015/-]{5,}\d/gu
const digitsOf = (text: string) => text.replace(/\D/g, '').length

/** Control characters, marks of direction, and everything else invisible, so that a reader sees all there is. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu

const leftOut = '[address left out]'
const numberLeftOut = '[number left out]'

/**
 * A visitor's or site's text, made safe for a channel: on one line, without links, e-mail addresses or mentions of the
 * channel, and with nothing that Slack reads as its own markup.
 * @param longest characters
 */
export function slackSafe(text: string, longest = 200): string {
  return slackEscaped(clipped(withoutAddresses(text), longest))
}

/** The same for a visitor's own words, which may contain a telephone number. */
export function slackQuote(text: string, longest = 600): string {
  const kept = withoutAddresses(text).replace(numbers, found =>
    digitsOf(found) >= 9 || (found.startsWith('+') && digitsOf(found) >= 7) ? numberLeftOut : found,
  )
  return slackEscaped(clipped(kept, longest))
}

/** Removes all addresses. */
const withoutAddresses = (text: string): string =>
  text
    // Normalises compatibility letters; otherwise an address written with them would look like one and not be found.
    .normalize('NFKC')
    .replace(unseen, ' ')
    .replace(/\s+/g, ' ')
    .replace(around, leftOut)
    .replace(scheme, '')
    .trim()

/** Slack treats these three characters, and no others, as the beginning of markup. */
export const slackEscaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

function clipped(text: string, longest: number): string {
  const characters = [...text]
  return characters.length <= longest ? text : `${characters.slice(0, longest - 1).join('')}…`
}
