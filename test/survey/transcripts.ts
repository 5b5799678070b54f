/**
 * What a listener should hear, written by hand from the design before any screen reader had read the card: the role, the
 * name and the state, in that order. Each line is one step with the reader's key.
 */

const question =
  'Thinking of your purchase, how likely is it that you would recommend Fjord & Fern to a friend or colleague?'
const opened = 'A short survey has opened. To reach it, go to the end of the page.'
const scored = 'You can now add a reason and send your answer.'

/**
 * The eleven scores; the first and the last include their meaning. The visible number follows its button as plain text.
 */
const scores = (chosen: number | null): string[] =>
  Array.from({ length: 11 }, (_, score) => {
    const meaning = score === 0 ? ', Not at all likely' : score === 10 ? ', Extremely likely' : ''
    const state = score === chosen ? 'checked' : 'not checked'
    return [`radio, ${score}${meaning}, ${state}, position ${score + 1}, set size 11`, `${score}`]
  }).flat()

export const asked: readonly string[] = [
  `dialog, ${question}`,
  'button, Close',
  'status',
  opened,
  'end of status',
  `group, ${question}`,
  question,
  'Not at all likely',
  ...scores(null),
  'Extremely likely',
  `end of group, ${question}`,
  "button, Don't ask again",
  `end of dialog, ${question}`,
]

export const chosen: readonly string[] = [
  `dialog, ${question}`,
  'button, Close',
  'status',
  scored,
  'end of status',
  `group, ${question}`,
  question,
  'Not at all likely',
  ...scores(9),
  'Extremely likely',
  'You chose 9 out of 10',
  `end of group, ${question}`,
  'What do you like most?',
  'textbox, What do you like most?, placeholder Please leave out personal details.',
  'button, Send',
  'If you close now, only your score is sent.',
  "button, Don't ask again",
  `end of dialog, ${question}`,
]

export const lost: readonly string[] = [
  `dialog, ${question}`,
  'button, Close',
  'status',
  scored,
  'end of status',
  `group, ${question}`,
  question,
  'Not at all likely',
  ...scores(9),
  'Extremely likely',
  'You chose 9 out of 10',
  `end of group, ${question}`,
  'What do you like most?',
  'textbox, What do you like most?, placeholder Please leave out personal details.',
  'alert',
  'Could not send. Try again.',
  'end of alert',
  'button, Send',
  'If you close now, only your score is sent.',
  "button, Don't ask again",
  `end of dialog, ${question}`,
]

export const thanked: readonly string[] = [
  `dialog, ${question}`,
  'button, Close',
  'status',
  'heading, Thank you!, level 2',
  'Your answer helps us improve.',
  'end of status',
  `end of dialog, ${question}`,
]

const example = 'Please write it like name@example.com, or untick the box.'

/** A visitor who allowed contact has pressed Send without an address. */
export const withoutAddress: readonly string[] = [
  `dialog, ${question}`,
  'button, Close',
  'status',
  scored,
  'end of status',
  `group, ${question}`,
  question,
  'Not at all likely',
  ...scores(2),
  'Extremely likely',
  'You chose 2 out of 10',
  `end of group, ${question}`,
  'What went wrong?',
  'textbox, What went wrong?, placeholder Please leave out personal details.',
  'checkbox, You may contact me about my answer, checked',
  'You may contact me about my answer',
  'Your e-mail address',
  `textbox, Your e-mail address, ${example}, invalid`,
  'alert',
  example,
  'end of alert',
  'button, Send',
  'If you close now, only your score is sent.',
  "button, Don't ask again",
  'link, Privacy',
  `end of dialog, ${question}`,
]
