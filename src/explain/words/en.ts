import type { Frame, RuleWords, Spoken } from './rule-words.ts'

const until = ({ from }: Spoken) => (from ? ` It may ask again from ${from}.` : '')

export const en: RuleWords = {
  enabled: [() => 'howlikely is switched on.', () => 'howlikely is switched off by the option "enabled".'],
  trigger: [
    ({ found }) => `"${found}" is what this survey waits for.`,
    ({ found, allowed, none }) =>
      none
        ? `Nothing has happened on this page yet; this survey waits for ${allowed}.`
        : `"${found}" happened, and this survey waits for ${allowed}.`,
  ],
  ref: [
    ({ found, none }) =>
      none
        ? 'No order or ticket is named, so none can have been asked about.'
        : `${found} has not been asked about.`,
    ({ found }) => `${found} has been asked about already, and each order or ticket asks once.`,
  ],
  'wait-after-answer': [
    ({ foundAt, allowedLength, none }) =>
      none
        ? 'This visitor has not answered this survey.'
        : `The answer of ${foundAt} is more than ${allowedLength} old.`,
    said =>
      `This visitor answered on ${said.foundAt}, and is left in peace for ${said.allowedLength}.${until(said)}`,
  ],
  'wait-after-dismissal': [
    ({ foundAt, allowedLength, none }) =>
      none
        ? 'This visitor has not closed this survey.'
        : `Closed on ${foundAt}, more than ${allowedLength} ago.`,
    said =>
      `This visitor closed this survey on ${said.foundAt}, and is left in peace for ${said.allowedLength}, which doubles each time.${until(said)}`,
  ],
  'wait-after-ignored': [
    ({ foundAt, allowedLength, none }) =>
      none
        ? 'This visitor has not ignored this survey.'
        : `Ignored on ${foundAt}, more than ${allowedLength} ago.`,
    said =>
      `This visitor left this survey open on ${said.foundAt}, and is left in peace for ${said.allowedLength}.${until(said)}`,
  ],
  'wait-between': [
    ({ foundAt, allowedLength, none }) =>
      none
        ? 'This visitor has not been asked anything here.'
        : `The last question, on ${foundAt}, is more than ${allowedLength} ago.`,
    said =>
      `This visitor was asked on ${said.foundAt}, and ${said.allowedLength} must lie between any two surveys.${until(said)}`,
  ],
  'max-per-year': [
    ({ found, allowed }) => `Asked ${found} times in the last 365 days, of at most ${allowed}.`,
    said => `Asked ${said.found} times in the last 365 days, and ${said.allowed} is the most.${until(said)}`,
  ],
  'opt-out': [
    () => 'This visitor has not asked to be left alone.',
    said =>
      `This visitor chose "Don't ask again" on ${said.foundAt}, which holds for ${said.allowedLength}.${until(said)}`,
  ],
  sample: [
    ({ allowed }) => `This visitor is in the sample (a share of ${allowed}).`,
    ({ allowed }) =>
      `This visitor is not in the sample (a share of ${allowed}), and will not be for the whole period.`,
  ],
  'min-age': [
    () => 'This visitor has been here, or a customer, long enough.',
    said => `This visitor must have been here, or a customer, for ${said.allowedLength}.${until(said)}`,
  ],
  'min-visits': [
    ({ found, allowed }) => `Visits: ${found}, and ${allowed} are needed.`,
    ({ found, allowed }) => `Visits so far: ${found}, and ${allowed} are needed.`,
  ],
  'min-pages': [
    ({ found, allowed }) => `Pages in this visit: ${found}, and ${allowed} are needed.`,
    ({ found, allowed }) => `Pages in this visit so far: ${found}, and ${allowed} are needed.`,
  ],
  from: [
    () => 'The survey has begun.',
    ({ from }) =>
      from
        ? `The survey begins on ${from}.`
        : 'The option "from" could not be read, so the survey has not begun.',
  ],
  until: [
    () => 'The survey has not ended.',
    () => 'The survey has ended, or the option "until" could not be read.',
  ],
  hours: [
    () => 'This is a day and an hour at which the survey may ask.',
    said => `This is no day or hour at which the survey may ask.${until(said)}`,
  ],
  where: [
    () => 'This page and this visitor are in the audience.',
    ({ found }) => `Not in the audience: ${found} does not match.`,
  ],
  session: [
    () => 'Nothing has been asked in this visit.',
    () => 'Something has been asked in this visit, and once is enough.',
  ],
  'other-tab': [
    () => 'No survey is open in another tab.',
    () => 'A survey is open in another tab of this site.',
  ],
  consent: [() => 'Consent is given, or not needed.', () => 'Consent is needed and has not been given.'],
  gpc: [
    () => 'Global Privacy Control does not stand in the way.',
    () => 'The browser sends Global Privacy Control, and this site then asks nobody.',
  ],
  automation: [
    () => 'A person is at the browser, as far as can be told, or programs are asked too.',
    () =>
      'The browser is driven by a program, and programs are not asked. For tests, set "automation" to "ask".',
  ],
  memory: [
    () => 'It can be remembered who was asked, or the site asks without.',
    () =>
      'It cannot be remembered here who was asked (storage is blocked, full or switched off), so nobody is.',
  ],
  never: [
    () => 'This page is not among those on which nobody is asked.',
    ({ found, allowed }) => `On ${found} nobody is asked: "never" has ${allowed}.`,
  ],
  moment: [
    () => 'The moment is good.',
    ({ found }) =>
      ({
        hidden: 'The page is hidden; the survey waits until it is seen.',
        typing: 'The visitor is typing; the survey waits.',
        modal: 'A dialog is open; the survey waits until it is closed.',
      })[found] ?? 'The page is being printed; the survey waits.',
  ],
  clock: [
    () => 'The clock can be right.',
    ({ foundAt, allowedAt }) =>
      `The clock shows ${foundAt}, which is before howlikely was built (${allowedAt}): it is wrong.`,
  ],
  collector: [
    ({ found }) =>
      ({
        answered: 'The collector was asked: what it knows of this customer counts in the rules above.',
        silent: 'The collector did not answer in time, and this site then asks all the same.',
      })[found] ?? 'The collector was not asked.',
    () => 'The collector did not answer in time, and this site then asks nobody.',
  ],
}

export const frame: Frame = {
  asks: survey => `The survey "${survey}" may ask now.`,
  asksNot: survey => `The survey "${survey}" does not ask.`,
  asksFrom: (survey, from) => `The survey "${survey}" does not ask before ${from}.`,
  noTrigger: 'Nothing that could set off a survey has happened on this page.',
  lastTrigger: (name, ref) => `The last thing that happened: ${name}${ref ? ` (${ref})` : ''}.`,
  outbox: count => (count === 1 ? 'One answer is on its way.' : `${count} answers are on their way.`),
  decisions: count =>
    count === 1 ? 'The last decision in this browser:' : `The last ${count} decisions in this browser:`,
  memory: kind => `Remembered in: ${kind}.`,
}
