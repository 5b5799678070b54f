// Source: question, ends and reason as several published Swedish surveys word them; the rest written for howlikely.
// Native review: none yet, so the one neutral reason question serves every score.
import type { LocaleWords } from './locale-words.ts'

export const sv: LocaleWords = {
  us: 'oss',
  named: '{company}',
  question: 'Hur troligt är det att du skulle rekommendera {product} till en vän eller kollega?',
  questionAfterPurchase:
    'Med tanke på ditt köp, hur troligt är det att du skulle rekommendera {product} till en vän eller kollega?',
  questionAfterContact:
    'Med tanke på din kontakt med oss, hur troligt är det att du skulle rekommendera {product} till en vän eller kollega?',
  low: 'Inte alls troligt',
  high: 'Extremt troligt',
  chosen: 'Du valde {score} av {most}',
  scored: 'Nu kan du skriva varför, och skicka.',

  reason: 'Vad är den främsta anledningen till ditt betyg?',
  reasonPromoter: '',
  reasonPassive: '',
  reasonDetractor: '',
  reasonHint: 'Skriv helst inga personuppgifter.',
  reasonLength: '{count} av {limit} tecken',
  reasonTooLong: 'Texten är för lång för att skickas. Korta den gärna lite.',

  easeLow: 'Mycket svårt',
  easeHigh: 'Mycket lätt',

  contact: 'Ni får gärna kontakta mig om mitt svar',
  email: 'Din e-postadress',
  emailWrong: 'Skriv en e-postadress, till exempel namn@example.com, eller avmarkera rutan.',

  send: 'Skicka',
  lost: 'Det gick inte att skicka. Försök igen.',
  close: 'Stäng',
  optOut: 'Fråga inte igen',
  closingSendsScore: 'Om du stänger nu skickas bara ditt betyg.',
  closingSendsNothing: 'Ditt betyg skickas först när du trycker på Skicka.',
  linked: 'Svaret kopplas till ditt konto.',
  privacy: 'Integritetspolicy',

  thanks: 'Tack!',
  thanksText: 'Ditt svar hjälper oss att bli bättre.',

  opened: 'En kort undersökning har öppnats. Du når den i slutet av sidan.',
  openedInline: 'En kort undersökning har öppnats. Du når den i ett eget avsnitt på sidan.',
}
