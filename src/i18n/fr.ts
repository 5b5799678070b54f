// Source: question and ends as several published French surveys word them; the rest written for howlikely.
// Native review: none yet, so the one neutral reason question serves every score.
import type { LocaleWords } from './locale-words.ts'

export const fr: LocaleWords = {
  us: 'notre entreprise',
  named: '{company}',
  question: 'Quelle est la probabilité que vous recommandiez {product} à un ami ou à un collègue\u00a0?',
  questionAfterPurchase:
    'En pensant à votre achat, quelle est la probabilité que vous recommandiez {product} à un ami ou à un collègue\u00a0?',
  questionAfterContact:
    'En pensant à votre échange avec nous, quelle est la probabilité que vous recommandiez {product} à un ami ou à un collègue\u00a0?',
  low: 'Pas du tout probable',
  high: 'Extrêmement probable',
  chosen: 'Votre choix\u00a0: {score} sur {most}',
  scored: 'Vous pouvez maintenant donner une raison et envoyer.',

  reason: 'Quelle est la raison principale de votre note\u00a0?',
  reasonPromoter: '',
  reasonPassive: '',
  reasonDetractor: '',
  reasonHint: 'Merci de ne pas indiquer de données personnelles.',
  reasonLength: '{count} caractères sur {limit}',
  reasonTooLong: 'Ce texte est trop long pour être envoyé. Merci de le raccourcir.',

  easeLow: 'Très difficile',
  easeHigh: 'Très facile',

  contact: 'Vous pouvez me contacter au sujet de ma réponse',
  email: 'Votre adresse e-mail',
  emailWrong: 'Écrivez-la comme nom@example.com, ou décochez la case.',

  send: 'Envoyer',
  lost: 'L’envoi a échoué. Réessayez.',
  close: 'Fermer',
  optOut: 'Ne plus me demander',
  closingSendsScore: 'Si vous fermez maintenant, seule votre note est envoyée.',
  closingSendsNothing: 'Votre note n’est envoyée que si vous appuyez sur Envoyer.',
  linked: 'Cette réponse est liée à votre compte.',
  privacy: 'Confidentialité',

  thanks: 'Merci\u00a0!',
  thanksText: 'Votre réponse nous aide à nous améliorer.',

  opened: 'Un court questionnaire s’est ouvert. Il est à la fin de la page.',
  openedInline: 'Un court questionnaire s’est ouvert. Il est dans sa propre section de la page.',
}
