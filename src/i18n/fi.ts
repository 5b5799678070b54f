// Source: question and ends as several published Finnish surveys word them; the rest written for howlikely.
// Native review: none yet, so the one neutral reason question serves every score.
import type { LocaleWords } from './locale-words.ts'

export const fi: LocaleWords = {
  us: 'meitä',
  named: 'yritystä {company}',
  question: 'Kuinka todennäköisesti suosittelisit {product} ystävälle tai kollegalle?',
  questionAfterPurchase:
    'Kun ajattelet ostostasi, kuinka todennäköisesti suosittelisit {product} ystävälle tai kollegalle?',
  questionAfterContact:
    'Kun ajattelet yhteydenottoasi, kuinka todennäköisesti suosittelisit {product} ystävälle tai kollegalle?',
  low: 'En lainkaan todennäköisesti',
  high: 'Äärimmäisen todennäköisesti',
  chosen: 'Valintasi: {score} / {most}',
  scored: 'Nyt voit kertoa syyn ja lähettää.',

  reason: 'Mikä on tärkein syy arvosanaasi?',
  reasonPromoter: '',
  reasonPassive: '',
  reasonDetractor: '',
  reasonHint: 'Älä kirjoita henkilötietoja.',
  reasonLength: '{count} / {limit} merkkiä',
  reasonTooLong: 'Teksti on liian pitkä lähetettäväksi. Lyhennä sitä.',

  easeLow: 'Erittäin vaikeaa',
  easeHigh: 'Erittäin helppoa',

  contact: 'Minuun saa ottaa yhteyttä vastaukseeni liittyen',
  email: 'Sähköpostiosoitteesi',
  emailWrong: 'Kirjoita se muodossa nimi@example.com tai poista valinta.',

  send: 'Lähetä',
  lost: 'Lähetys ei onnistunut. Yritä uudelleen.',
  close: 'Sulje',
  optOut: 'Älä kysy uudelleen',
  closingSendsScore: 'Jos suljet nyt, vain arvosanasi lähetetään.',
  closingSendsNothing: 'Arvosanasi lähetetään vasta, kun painat Lähetä.',
  linked: 'Vastaus liitetään tiliisi.',
  privacy: 'Tietosuoja',

  thanks: 'Kiitos!',
  thanksText: 'Vastauksesi auttaa meitä kehittymään.',

  opened: 'Lyhyt kysely on avautunut. Se on sivun lopussa.',
  openedInline: 'Lyhyt kysely on avautunut. Se on omassa osiossaan sivulla.',
}
