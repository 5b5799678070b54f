// Source: question and ends as several published Dutch surveys word them; the rest written for howlikely.
// Native review: none yet, so the one neutral reason question serves every score.
import type { LocaleWords } from './locale-words.ts'

export const nl: LocaleWords = {
  us: 'ons',
  named: '{company}',
  question: 'Hoe waarschijnlijk is het dat u {product} aanbeveelt bij een vriend of collega?',
  questionAfterPurchase:
    'Als u aan uw aankoop denkt, hoe waarschijnlijk is het dat u {product} aanbeveelt bij een vriend of collega?',
  questionAfterContact:
    'Als u aan uw contact met ons denkt, hoe waarschijnlijk is het dat u {product} aanbeveelt bij een vriend of collega?',
  low: 'Helemaal niet waarschijnlijk',
  high: 'Uiterst waarschijnlijk',
  chosen: 'Uw keuze: {score} van de {most}',
  scored: 'U kunt nu een reden geven en verzenden.',

  reason: 'Wat is de belangrijkste reden voor uw score?',
  reasonPromoter: '',
  reasonPassive: '',
  reasonDetractor: '',
  reasonHint: 'Vermeld liever geen persoonlijke gegevens.',
  reasonLength: '{count} van {limit} tekens',
  reasonTooLong: 'De tekst is te lang om te verzenden. Maak hem wat korter.',

  easeLow: 'Heel moeilijk',
  easeHigh: 'Heel makkelijk',

  contact: 'U mag contact met mij opnemen over mijn antwoord',
  email: 'Uw e-mailadres',
  emailWrong: 'Schrijf het als naam@example.com, of haal het vinkje weg.',

  send: 'Verzenden',
  lost: 'Verzenden is niet gelukt. Probeer het opnieuw.',
  close: 'Sluiten',
  optOut: 'Niet meer vragen',
  closingSendsScore: 'Als u nu sluit, wordt alleen uw score verzonden.',
  closingSendsNothing: 'Uw score wordt pas verzonden als u op Verzenden drukt.',
  linked: 'Dit antwoord is gekoppeld aan uw account.',
  privacy: 'Privacy',

  thanks: 'Bedankt!',
  thanksText: 'Uw antwoord helpt ons beter te worden.',

  opened: 'Er is een korte vragenlijst geopend. U vindt die aan het einde van de pagina.',
  openedInline: 'Er is een korte vragenlijst geopend. U vindt die in een apart deel van de pagina.',
}
