// Source: written for howlikely; the question and its two ends are the wording that the Net Promoter literature uses.
// Native review: yes.

/**
 * Every text of the card, in English: the shape of all other languages. Sites may replace each by its key with
 * the option `texts`. Numbers come in through tokens, written by `Intl`. No text depends on how many of something
 * there are ({limit} is the same number always), so each language writes the one plural that it needs.
 */
export const en = {
  /** What {company} and {product} say where the site names neither. */
  us: 'us',
  /** How a company's name appears in a built-in question: with a noun before it where names would be inflected. */
  named: '{company}',
  /** The question on the whole relationship, and wherever none of the next two fits. */
  question: 'How likely is it that you would recommend {product} to a friend or colleague?',
  questionAfterPurchase:
    'Thinking of your purchase, how likely is it that you would recommend {product} to a friend or colleague?',
  questionAfterContact:
    'Thinking of your contact with us, how likely is it that you would recommend {product} to a friend or colleague?',
  /** What 0 means, and what 10 means. */
  low: 'Not at all likely',
  high: 'Extremely likely',
  /** Beside a scale once a value is chosen; {most} is the scale's highest. */
  chosen: 'You chose {score} out of {most}',
  /** Said to a screen reader when the first score has made the rest of the card appear. */
  scored: 'You can now add a reason and send your answer.',

  /** The reason question that fits any score. */
  reason: 'What is the main reason for your score?',
  /** The reason question per category. Empty where no native speaker has reviewed one: then `reason` serves. */
  reasonPromoter: 'What do you like most?',
  reasonPassive: 'What would make it a 9 or a 10?',
  reasonDetractor: 'What went wrong?',
  /** Under the reason. */
  reasonHint: 'Please leave out personal details.',
  /** Shown when the reason comes near its limit, and beyond it. */
  reasonLength: '{count} of {limit} characters',
  reasonTooLong: 'This is too long to send. Please shorten it.',

  /** What 1 means, and what 7 means, where an extra question asks how easy something was. */
  easeLow: 'Very difficult',
  easeHigh: 'Very easy',

  /** A checkbox, and the field that it opens. */
  contact: 'You may contact me about my answer',
  email: 'Your e-mail address',
  emailWrong: 'Please write it like name@example.com, or untick the box.',

  send: 'Send',
  /** The answer could be neither stored nor sent. */
  lost: 'Could not send. Try again.',
  close: 'Close',
  optOut: "Don't ask again",
  /** What closing does with a score that was not sent: it alone is sent, or nothing is. */
  closingSendsScore: 'If you close now, only your score is sent.',
  closingSendsNothing: 'Your score is sent only when you press Send.',
  linked: 'This answer is linked to your account.',
  /** The name of the link to the site's privacy page. */
  privacy: 'Privacy',

  thanks: 'Thank you!',
  /** Under it, where the site has no words of its own. */
  thanksText: 'Your answer helps us improve.',

  /** Said to a screen reader when the card has appeared: at the end of the page, or in its midst. */
  opened: 'A short survey has opened. To reach it, go to the end of the page.',
  openedInline: 'A short survey has opened. To reach it, go to its own section of the page.',
}
