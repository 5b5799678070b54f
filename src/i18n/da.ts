// Source: question and ends as several published Danish surveys word them; the rest written for howlikely.
// Native review: none yet, so the one neutral reason question serves every score.
import type { LocaleWords } from './locale-words.ts'

export const da: LocaleWords = {
  us: 'os',
  named: '{company}',
  question: 'Hvor sandsynligt er det, at du vil anbefale {product} til en ven eller kollega?',
  questionAfterPurchase:
    'Når du tænker på dit køb: Hvor sandsynligt er det, at du vil anbefale {product} til en ven eller kollega?',
  questionAfterContact:
    'Når du tænker på din kontakt med os: Hvor sandsynligt er det, at du vil anbefale {product} til en ven eller kollega?',
  low: 'Slet ikke sandsynligt',
  high: 'Yderst sandsynligt',
  chosen: 'Du valgte {score} ud af {most}',
  scored: 'Nu kan du skrive en grund og sende.',

  reason: 'Hvad er den vigtigste årsag til din vurdering?',
  reasonPromoter: '',
  reasonPassive: '',
  reasonDetractor: '',
  reasonHint: 'Skriv helst ingen personlige oplysninger.',
  reasonLength: '{count} af {limit} tegn',
  reasonTooLong: 'Teksten er for lang til at sende. Gør den gerne kortere.',

  easeLow: 'Meget svært',
  easeHigh: 'Meget nemt',

  contact: 'I må gerne kontakte mig om mit svar',
  email: 'Din e-mailadresse',
  emailWrong: 'Skriv den som navn@example.com, eller fjern fluebenet.',

  send: 'Send',
  lost: 'Det kunne ikke sendes. Prøv igen.',
  close: 'Luk',
  optOut: 'Spørg ikke igen',
  closingSendsScore: 'Hvis du lukker nu, sendes kun din vurdering.',
  closingSendsNothing: 'Din vurdering sendes først, når du trykker på Send.',
  linked: 'Svaret knyttes til din konto.',
  privacy: 'Privatlivspolitik',

  thanks: 'Tak!',
  thanksText: 'Dit svar hjælper os med at blive bedre.',

  opened: 'En kort undersøgelse er åbnet. Du finder den nederst på siden.',
  openedInline: 'En kort undersøgelse er åbnet. Du finder den i sit eget afsnit på siden.',
}
