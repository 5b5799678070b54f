// Source: question and ends as several published Japanese surveys word them; the rest written for howlikely.
// Native review: none yet, so the one neutral reason question serves every score.
import type { LocaleWords } from './locale-words.ts'

export const ja: LocaleWords = {
  us: '当社',
  named: '{company}',
  question: '{product}を友人や同僚に勧める可能性はどの程度ですか？',
  questionAfterPurchase: '今回のご購入を踏まえて、{product}を友人や同僚に勧める可能性はどの程度ですか？',
  questionAfterContact: '今回のお問い合わせを踏まえて、{product}を友人や同僚に勧める可能性はどの程度ですか？',
  low: '可能性が全くない',
  high: '可能性が極めて高い',
  chosen: '{most}点中{score}点を選択しました',
  scored: '理由を入力して送信できます。',

  reason: 'その点数を付けた主な理由をお聞かせください。',
  reasonPromoter: '',
  reasonPassive: '',
  reasonDetractor: '',
  reasonHint: '個人情報は入力しないでください。',
  reasonLength: '{count}/{limit}文字',
  reasonTooLong: '長すぎて送信できません。短くしてください。',

  easeLow: 'とても難しい',
  easeHigh: 'とても簡単',

  contact: 'この回答について連絡を受けてもよい',
  email: 'メールアドレス',
  emailWrong: 'name@example.comの形で入力するか、チェックを外してください。',

  send: '送信',
  lost: '送信できませんでした。もう一度お試しください。',
  close: '閉じる',
  optOut: '今後は表示しない',
  closingSendsScore: '今閉じると、点数だけが送信されます。',
  closingSendsNothing: '点数は「送信」を押すまで送信されません。',
  linked: 'この回答はアカウントに関連付けられます。',
  privacy: 'プライバシー',

  thanks: 'ご回答ありがとうございました',
  thanksText: 'ご回答は改善に役立てます。',

  opened: '短いアンケートが開きました。ページの最後にあります。',
  openedInline: '短いアンケートが開きました。ページ内の独立した区画にあります。',
}
