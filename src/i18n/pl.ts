// Source: question and ends as several published Polish surveys word them; the rest written for howlikely.
// Native review: none yet, so the one neutral reason question serves every score.
import type { LocaleWords } from './locale-words.ts'

export const pl: LocaleWords = {
  us: 'nas',
  named: 'markę {company}',
  question: 'Jak bardzo prawdopodobne jest, że polecisz {product} znajomemu lub współpracownikowi?',
  questionAfterPurchase:
    'Biorąc pod uwagę swój zakup, jak bardzo prawdopodobne jest, że polecisz {product} znajomemu lub współpracownikowi?',
  questionAfterContact:
    'Biorąc pod uwagę kontakt z nami, jak bardzo prawdopodobne jest, że polecisz {product} znajomemu lub współpracownikowi?',
  low: 'Zupełnie nieprawdopodobne',
  high: 'Niezwykle prawdopodobne',
  chosen: 'Twój wybór: {score} z {most}',
  scored: 'Możesz teraz podać powód i wysłać.',

  reason: 'Jaki jest główny powód Twojej oceny?',
  reasonPromoter: '',
  reasonPassive: '',
  reasonDetractor: '',
  reasonHint: 'Prosimy nie podawać danych osobowych.',
  reasonLength: '{count} z {limit} znaków',
  reasonTooLong: 'Tekst jest za długi, by go wysłać. Skróć go, proszę.',

  easeLow: 'Bardzo trudno',
  easeHigh: 'Bardzo łatwo',

  contact: 'Możecie się ze mną skontaktować w sprawie mojej odpowiedzi',
  email: 'Twój adres e-mail',
  emailWrong: 'Wpisz go jak imie@example.com albo odznacz pole.',

  send: 'Wyślij',
  lost: 'Nie udało się wysłać. Spróbuj ponownie.',
  close: 'Zamknij',
  optOut: 'Nie pytaj ponownie',
  closingSendsScore: 'Jeśli teraz zamkniesz, wyślemy tylko Twoją ocenę.',
  closingSendsNothing: 'Twoja ocena zostanie wysłana dopiero po naciśnięciu „Wyślij”.',
  linked: 'Ta odpowiedź jest powiązana z Twoim kontem.',
  privacy: 'Prywatność',

  thanks: 'Dziękujemy!',
  thanksText: 'Twoja odpowiedź pomaga nam stawać się lepszymi.',

  opened: 'Otworzyła się krótka ankieta. Jest na końcu strony.',
  openedInline: 'Otworzyła się krótka ankieta. Jest we własnej części strony.',
}
