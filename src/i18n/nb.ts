// Source: question, ends and reason as published Norwegian surveys word them; the rest written for howlikely.
// Native review: none yet, so the one neutral reason question serves every score.
import type { LocaleWords } from './locale-words.ts'

export const nb: LocaleWords = {
  us: 'oss',
  named: '{company}',
  question: 'Hvor sannsynlig er det at du vil anbefale {product} til en venn eller kollega?',
  questionAfterPurchase:
    'Når du tenker på kjøpet ditt: Hvor sannsynlig er det at du vil anbefale {product} til en venn eller kollega?',
  questionAfterContact:
    'Når du tenker på kontakten med oss: Hvor sannsynlig er det at du vil anbefale {product} til en venn eller kollega?',
  low: 'Slett ikke sannsynlig',
  high: 'Ekstremt sannsynlig',
  chosen: 'Du valgte {score} av {most}',
  scored: 'Nå kan du skrive hvorfor, og sende.',

  reason: 'Hva er hovedårsaken til vurderingen din?',
  reasonPromoter: '',
  reasonPassive: '',
  reasonDetractor: '',
  reasonHint: 'Skriv helst ingen personopplysninger.',
  reasonLength: '{count} av {limit} tegn',
  reasonTooLong: 'Teksten er for lang til å sendes. Gjør den gjerne kortere.',

  easeLow: 'Svært vanskelig',
  easeHigh: 'Svært enkelt',

  contact: 'Dere kan gjerne kontakte meg om svaret mitt',
  email: 'E-postadressen din',
  emailWrong: 'Skriv den som navn@example.com, eller fjern avkryssingen.',

  send: 'Send',
  lost: 'Kunne ikke sende. Prøv igjen.',
  close: 'Lukk',
  optOut: 'Ikke spør igjen',
  closingSendsScore: 'Hvis du lukker nå, sendes bare vurderingen din.',
  closingSendsNothing: 'Vurderingen din sendes først når du trykker på Send.',
  linked: 'Svaret knyttes til kontoen din.',
  privacy: 'Personvern',

  thanks: 'Takk!',
  thanksText: 'Svaret ditt hjelper oss med å bli bedre.',

  opened: 'En kort undersøkelse er åpnet. Du finner den nederst på siden.',
  openedInline: 'En kort undersøkelse er åpnet. Du finner den i en egen del av siden.',
}
