// Source: question and ends as several published Italian surveys word them; the rest written for howlikely.
// Native review: none yet, so the one neutral reason question serves every score.
import type { LocaleWords } from './locale-words.ts'

export const it: LocaleWords = {
  us: 'la nostra azienda',
  named: '{company}',
  question: 'Con quale probabilità consiglierebbe {product} a un amico o a un collega?',
  questionAfterPurchase:
    'Pensando al suo acquisto, con quale probabilità consiglierebbe {product} a un amico o a un collega?',
  questionAfterContact:
    'Pensando al suo contatto con noi, con quale probabilità consiglierebbe {product} a un amico o a un collega?',
  low: 'Per niente probabile',
  high: 'Estremamente probabile',
  chosen: 'Ha scelto {score} su {most}',
  scored: 'Ora può aggiungere un motivo e inviare.',

  reason: 'Qual è il motivo principale del suo voto?',
  reasonPromoter: '',
  reasonPassive: '',
  reasonDetractor: '',
  reasonHint: 'Non inserisca dati personali, per favore.',
  reasonLength: '{count} caratteri su {limit}',
  reasonTooLong: 'Il testo è troppo lungo per essere inviato. Lo accorci, per favore.',

  easeLow: 'Molto difficile',
  easeHigh: 'Molto facile',

  contact: 'Potete contattarmi in merito alla mia risposta',
  email: 'Il suo indirizzo e-mail',
  emailWrong: 'Lo scriva come nome@example.com, o tolga la spunta.',

  send: 'Invia',
  lost: 'Invio non riuscito. Riprovi.',
  close: 'Chiudi',
  optOut: 'Non chiedere più',
  closingSendsScore: 'Se chiude ora, viene inviato solo il suo voto.',
  closingSendsNothing: 'Il suo voto viene inviato solo quando preme Invia.',
  linked: 'Questa risposta è collegata al suo account.',
  privacy: 'Privacy',

  thanks: 'Grazie!',
  thanksText: 'La sua risposta ci aiuta a migliorare.',

  opened: 'Si è aperto un breve sondaggio. Si trova alla fine della pagina.',
  openedInline: 'Si è aperto un breve sondaggio. Si trova in una sezione dedicata della pagina.',
}
