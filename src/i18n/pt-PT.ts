// Source: question and ends as several published Portuguese surveys word them; the rest written for howlikely.
// Native review: none yet, so the one neutral reason question serves every score.
import type { LocaleWords } from './locale-words.ts'

export const ptPT: LocaleWords = {
  us: 'a nossa empresa',
  named: '{company}',
  question: 'Qual é a probabilidade de recomendar {product} a um amigo ou colega?',
  questionAfterPurchase:
    'Pensando na sua compra, qual é a probabilidade de recomendar {product} a um amigo ou colega?',
  questionAfterContact:
    'Pensando no seu contacto connosco, qual é a probabilidade de recomendar {product} a um amigo ou colega?',
  low: 'Nada provável',
  high: 'Extremamente provável',
  chosen: 'Escolheu {score} de {most}',
  scored: 'Agora pode dizer a razão e enviar.',

  reason: 'Qual é a principal razão da sua classificação?',
  reasonPromoter: '',
  reasonPassive: '',
  reasonDetractor: '',
  reasonHint: 'Não inclua dados pessoais, por favor.',
  reasonLength: '{count} de {limit} caracteres',
  reasonTooLong: 'O texto é demasiado longo para enviar. Encurte-o, por favor.',

  easeLow: 'Muito difícil',
  easeHigh: 'Muito fácil',

  contact: 'Podem contactar-me sobre a minha resposta',
  email: 'O seu e-mail',
  emailWrong: 'Escreva-o como nome@example.com ou desmarque a caixa.',

  send: 'Enviar',
  lost: 'Não foi possível enviar. Tente novamente.',
  close: 'Fechar',
  optOut: 'Não voltar a perguntar',
  closingSendsScore: 'Se fechar agora, só a sua classificação é enviada.',
  closingSendsNothing: 'A sua classificação só é enviada quando premir Enviar.',
  linked: 'Esta resposta está associada à sua conta.',
  privacy: 'Privacidade',

  thanks: 'Obrigado!',
  thanksText: 'A sua resposta ajuda-nos a melhorar.',

  opened: 'Abriu-se um breve inquérito. Está no fim da página.',
  openedInline: 'Abriu-se um breve inquérito. Está numa secção própria da página.',
}
