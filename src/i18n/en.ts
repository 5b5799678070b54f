// Source: written for howlikely; the question and its two ends are the wording that the Net Promoter literature uses.
// Native review: yes.

/**
 * All texts of the card, in English: the model for all other languages. Sites may replace each by its key with the option
 * `texts`. Numbers are inserted through tokens, formatted by `Intl`. No text depends on a count ({limit} is always the same
 * number), so each language writes the one plural that it needs.
 */
export const en = {
  /** What {company} and {product} say if the site names neither. */
  us: 'us',
  /** How a company's name appears in a built-in question: preceded by a noun in languages that would inflect the name. */
  named: '{company}',
  /** The question about the whole relationship, and whenever neither of the next two fits. */
  question: 'How likely is it that you would recommend {product} to a friend or colleague?',
  questionAfterPurchase:
    'Thinking of your purchase, how likely is it that you would recommend {product} to a friend or colleague?',
  questionAfterContact:
    'Thinking of your contact with us, how likely is it that you would recommend {product} to a friend or colleague?',
  /** What 0 means, and what 10 means. */
  low: 'Not at all likely',
  high: 'Extremely likely',
  /** Shown next to a scale once a value is chosen; {most} is the scale's highest. */
  chosen: 'You chose {score} out of {most}',
  /** Announced by screen readers when choosing the first score has made the rest of the card appear. */
  scored: 'You can now add a reason and send your answer.',

  /** The reason question that fits any score. */
  reason: 'What is the main reason for your score?',
  /** The reason question per category. Empty until a native speaker has reviewed one; then `reason` is used instead. */
  reasonPromoter: 'What do you like most?',
  reasonPassive: 'What would make it a 9 or a 10?',
  reasonDetractor: 'What went wrong?',
  /** Shown under the reason. */
  reasonHint: 'Please leave out personal details.',
  /** Shown when the reason gets close to its limit, and beyond it. */
  reasonLength: '{count} of {limit} characters',
  reasonTooLong: 'This is too long to send. Please shorten it.',

  /** What 1 and 7 mean if an extra question asks how easy something was. */
  easeLow: 'Very difficult',
  easeHigh: 'Very easy',

  /** A checkbox, and the field that it reveals. */
  contact: 'You may contact me about my answer',
  email: 'Your e-mail address',
  emailWrong: 'Please write it like name@example.com, or untick the box.',

  send: 'Send',
  /** The answer could be neither stored nor sent. */
  lost: 'Could not send. Try again.',
  close: 'Close',
  optOut: "Don't ask again",
  /** What happens on closing to a score that was not sent: only the score is sent, or nothing. */
  closingSendsScore: 'If you close now, only your score is sent.',
  closingSendsNothing: 'Your score is sent only when you press Send.',
  linked: 'This answer is linked to your account.',
  /** The name of the link to the site's privacy page. */
  privacy: 'Privacy',

  thanks: 'Thank you!',
  /** Shown under it if the site has no words of its own. */
  thanksText: 'Your answer helps us improve.',

  /** Announced by screen readers when the card has appeared: at the end of the page, or within it. */
  opened: 'A short survey has opened. To reach it, go to the end of the page.',
  openedInline: 'A short survey has opened. To reach it, go to its own section of the page.',
}
