// Source: question and ends as several published German surveys word them; the rest written for howlikely.
// Native review: none yet, so the one neutral reason question serves every score.
import type { LocaleWords } from './locale-words.ts'

export const de: LocaleWords = {
  us: 'uns',
  named: '{company}',
  question: 'Wie wahrscheinlich ist es, dass Sie {product} einem Freund oder Kollegen weiterempfehlen?',
  questionAfterPurchase:
    'Wenn Sie an Ihren Einkauf denken: Wie wahrscheinlich ist es, dass Sie {product} einem Freund oder Kollegen weiterempfehlen?',
  questionAfterContact:
    'Wenn Sie an Ihren Kontakt mit uns denken: Wie wahrscheinlich ist es, dass Sie {product} einem Freund oder Kollegen weiterempfehlen?',
  low: 'Überhaupt nicht wahrscheinlich',
  high: 'Äußerst wahrscheinlich',
  chosen: 'Ihre Wahl: {score} von {most}',
  scored: 'Jetzt können Sie einen Grund nennen und senden.',

  reason: 'Was ist der Hauptgrund für Ihre Bewertung?',
  reasonPromoter: '',
  reasonPassive: '',
  reasonDetractor: '',
  reasonHint: 'Bitte keine persönlichen Angaben.',
  reasonLength: '{count} von {limit} Zeichen',
  reasonTooLong: 'Der Text ist zu lang zum Senden. Bitte kürzen Sie ihn.',

  easeLow: 'Sehr schwierig',
  easeHigh: 'Sehr einfach',

  contact: 'Sie dürfen mich zu meiner Antwort kontaktieren',
  email: 'Ihre E-Mail-Adresse',
  emailWrong: 'Bitte im Format name@example.com eingeben oder das Häkchen entfernen.',

  send: 'Senden',
  lost: 'Senden fehlgeschlagen. Bitte versuchen Sie es erneut.',
  close: 'Schließen',
  optOut: 'Nicht mehr fragen',
  closingSendsScore: 'Wenn Sie jetzt schließen, wird nur Ihre Bewertung gesendet.',
  closingSendsNothing: 'Ihre Bewertung wird erst gesendet, wenn Sie auf Senden drücken.',
  linked: 'Diese Antwort ist mit Ihrem Konto verknüpft.',
  privacy: 'Datenschutz',

  thanks: 'Vielen Dank!',
  thanksText: 'Ihre Antwort hilft uns, besser zu werden.',

  opened: 'Eine kurze Umfrage wurde geöffnet. Sie finden sie am Ende der Seite.',
  openedInline: 'Eine kurze Umfrage wurde geöffnet. Sie finden sie in einem eigenen Abschnitt der Seite.',
}
