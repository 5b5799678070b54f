// Source: question and ends as several published Brazilian surveys word them; the rest written for howlikely.
// Native review: none yet, so the one neutral reason question serves every score.
import type { LocaleWords } from './locale-words.ts'

export const ptBR: LocaleWords = {
  us: 'nossa empresa',
  named: '{company}',
  question: 'Qual é a probabilidade de você recomendar {product} a um amigo ou colega?',
  questionAfterPurchase:
    'Pensando na sua compra, qual é a probabilidade de você recomendar {product} a um amigo ou colega?',
  questionAfterContact:
    'Pensando no seu contato conosco, qual é a probabilidade de você recomendar {product} a um amigo ou colega?',
  low: 'Nada provável',
  high: 'Extremamente provável',
  chosen: 'Você escolheu {score} de {most}',
  scored: 'Agora você pode dizer o motivo e enviar.',

  reason: 'Qual é o principal motivo da sua nota?',
  reasonPromoter: '',
  reasonPassive: '',
  reasonDetractor: '',
  reasonHint: 'Não inclua dados pessoais, por favor.',
  reasonLength: '{count} de {limit} caracteres',
  reasonTooLong: 'O texto é longo demais para enviar. Encurte-o, por favor.',

  easeLow: 'Muito difícil',
  easeHigh: 'Muito fácil',

  contact: 'Vocês podem entrar em contato comigo sobre minha resposta',
  email: 'Seu e-mail',
  emailWrong: 'Escreva como nome@example.com ou desmarque a caixa.',

  send: 'Enviar',
  lost: 'Não foi possível enviar. Tente de novo.',
  close: 'Fechar',
  optOut: 'Não perguntar de novo',
  closingSendsScore: 'Se você fechar agora, só a sua nota será enviada.',
  closingSendsNothing: 'Sua nota só será enviada quando você clicar em Enviar.',
  linked: 'Esta resposta está vinculada à sua conta.',
  privacy: 'Privacidade',

  thanks: 'Obrigado!',
  thanksText: 'Sua resposta nos ajuda a melhorar.',

  opened: 'Uma pesquisa curta foi aberta. Ela está no fim da página.',
  openedInline: 'Uma pesquisa curta foi aberta. Ela está em uma seção própria da página.',
}
