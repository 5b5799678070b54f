// Source: question and ends as several published Spanish surveys word them; the rest written for howlikely.
// Native review: none yet, so the one neutral reason question serves every score.
import type { LocaleWords } from './locale-words.ts'

export const es: LocaleWords = {
  us: 'nuestra empresa',
  named: '{company}',
  question: '¿Con qué probabilidad recomendaría {product} a un amigo o colega?',
  questionAfterPurchase:
    'Pensando en su compra, ¿con qué probabilidad recomendaría {product} a un amigo o colega?',
  questionAfterContact:
    'Pensando en su contacto con nosotros, ¿con qué probabilidad recomendaría {product} a un amigo o colega?',
  low: 'Nada probable',
  high: 'Extremadamente probable',
  chosen: 'Ha elegido {score} de {most}',
  scored: 'Ahora puede añadir un motivo y enviar.',

  reason: '¿Cuál es el motivo principal de su puntuación?',
  reasonPromoter: '',
  reasonPassive: '',
  reasonDetractor: '',
  reasonHint: 'No incluya datos personales, por favor.',
  reasonLength: '{count} de {limit} caracteres',
  reasonTooLong: 'El texto es demasiado largo para enviarlo. Acórtelo, por favor.',

  easeLow: 'Muy difícil',
  easeHigh: 'Muy fácil',

  contact: 'Pueden ponerse en contacto conmigo acerca de mi respuesta',
  email: 'Su correo electrónico',
  emailWrong: 'Escríbalo como nombre@example.com o desmarque la casilla.',

  send: 'Enviar',
  lost: 'No se ha podido enviar. Inténtelo de nuevo.',
  close: 'Cerrar',
  optOut: 'No volver a preguntar',
  closingSendsScore: 'Si cierra ahora, solo se envía su puntuación.',
  closingSendsNothing: 'Su puntuación solo se envía al pulsar Enviar.',
  linked: 'Esta respuesta está vinculada a su cuenta.',
  privacy: 'Privacidad',

  thanks: '¡Gracias!',
  thanksText: 'Su respuesta nos ayuda a mejorar.',

  opened: 'Se ha abierto una breve encuesta. Está al final de la página.',
  openedInline: 'Se ha abierto una breve encuesta. Está en su propia sección de la página.',
}
