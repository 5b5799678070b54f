import type { Frame, RuleWords, Spoken } from './rule-words.ts'

const until = ({ from }: Spoken) => (from ? ` It may ask again from ${from}.` : '')

const asked = (times: string) =>
  ({ 0: 'Not asked', 1: 'Asked once', 2: 'Asked twice' })[times] ?? `Asked ${times} times`

export const en: RuleWords = {
  enabled: [
    () => 'howlikely is switched on.',
    ({ found }) =>
      found === 'false'
        ? 'howlikely is switched off by the option "enabled".'
        : `The option ${found} could not be read, so nobody is asked.`,
  ],
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
        ? 'The trigger names no order or ticket, so none can have been asked about.'
        : `${found} has not been asked about.`,
    ({ found }) =>
      `${found} has been asked about already, and each order or ticket is asked about only once.`,
  ],
  'wait-after-answer': [
    ({ foundAt, allowedLength, none }) =>
      none
        ? 'This visitor has not answered this survey.'
        : `Answered on ${foundAt}, more than ${allowedLength} ago.`,
    said =>
      `This visitor answered on ${said.foundAt}, and is not asked again for ${said.allowedLength}.${until(said)}`,
  ],
  'wait-after-dismissal': [
    ({ foundAt, allowedLength, none }) =>
      none
        ? 'This visitor has not closed this survey.'
        : `Closed on ${foundAt}, more than ${allowedLength} ago.`,
    said =>
      `This visitor closed this survey on ${said.foundAt}, and is not asked again for ${said.allowedLength}, a wait that doubles each time.${until(said)}`,
  ],
  'wait-after-ignored': [
    ({ foundAt, allowedLength, none }) =>
      none
        ? 'This visitor has not ignored this survey.'
        : `Ignored on ${foundAt}, more than ${allowedLength} ago.`,
    said =>
      `This visitor was shown this survey on ${said.foundAt}, has neither answered nor closed it, and is not asked again for ${said.allowedLength}.${until(said)}`,
  ],
  'wait-between': [
    ({ foundAt, allowedLength, none }) =>
      none
        ? 'This visitor has not been asked anything here.'
        : `The last survey was shown on ${foundAt}, more than ${allowedLength} ago.`,
    said =>
      `This visitor was asked on ${said.foundAt}, and there must be ${said.allowedLength} between any two surveys.${until(said)}`,
  ],
  'max-per-year': [
    ({ found, allowed }) => `${asked(found)} in the last 365 days; ${allowed} is the limit.`,
    said => `${asked(said.found)} in the last 365 days; ${said.allowed} is the limit.${until(said)}`,
  ],
  'opt-out': [
    () => `This visitor has not chosen "Don't ask again".`,
    said =>
      `This visitor chose "Don't ask again" on ${said.foundAt}, which holds for ${said.allowedLength}.${until(said)}`,
  ],
  sample: [
    ({ allowed }) => `This visitor is in the sample (a share of ${allowed}).`,
    ({ allowed, none }) =>
      allowed === '0'
        ? 'Nobody is in the sample (a share of 0).'
        : none
          ? `Whether this visitor is in the sample (a share of ${allowed}) has not been drawn yet: that is done once something happens that a survey waits for.`
          : `This visitor is not in the sample (a share of ${allowed}), and stays out of it for the whole period.`,
  ],
  'min-age': [
    () => 'This visitor first came, or became a customer, long enough ago.',
    said =>
      `This visitor must have first come, or become a customer, at least ${said.allowedLength} ago.${until(said)}`,
  ],
  'min-visits': [
    ({ found, allowed }) => `Visits: ${found}; ${allowed} are needed.`,
    ({ found, allowed }) => `Visits so far: ${found}; ${allowed} are needed.`,
  ],
  'min-pages': [
    ({ found, allowed }) => `Pages in this visit: ${found}; ${allowed} are needed.`,
    ({ found, allowed }) => `Pages in this visit so far: ${found}; ${allowed} are needed.`,
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
    () => 'The survey may ask at this day and hour.',
    said => `The survey may not ask at this day and hour.${until(said)}`,
  ],
  where: [
    () => 'This page and this visitor are in the audience.',
    ({ found }) => `Not in the audience: ${found} does not match.`,
  ],
  session: [
    () => 'No survey has been shown in this visit.',
    () => 'A survey has already been shown in this visit, and one per visit is the limit.',
  ],
  'other-tab': [
    () => 'No survey is open in another tab.',
    () => 'A survey is open in another tab of this site.',
  ],
  consent: [() => 'Consent is given, or not needed.', () => 'Consent is needed and has not been given.'],
  gpc: [
    () => 'Global Privacy Control does not prevent asking.',
    () => 'The browser sends Global Privacy Control, and this site asks nobody who sends it.',
  ],
  automation: [
    () => 'A person seems to be using the browser, or automated browsers are asked too.',
    () =>
      'The browser is automated, and automated browsers are not asked. For tests, set "automation" to "ask".',
  ],
  memory: [
    () => 'This browser can remember who was asked, or the site asks even without that.',
    () =>
      'This browser cannot remember who was asked (storage is blocked, full or switched off), so nobody is asked.',
  ],
  never: [
    () => 'This page is not among those on which nobody is asked.',
    ({ found, allowed }) => `On ${found} nobody is asked: "never" has ${allowed}.`,
  ],
  moment: [
    () => 'The moment is good.',
    ({ found }) =>
      ({
        hidden: 'The page is hidden; the survey waits until it is visible.',
        typing: 'The visitor is typing; the survey waits.',
        modal: 'A dialog is open; the survey waits until it is closed.',
      })[found] ?? 'The page is being printed; the survey waits.',
  ],
  clock: [
    () => 'The clock is plausible.',
    ({ foundAt, allowedAt }) =>
      `The clock shows ${foundAt}, which is before howlikely was built (${allowedAt}): it is wrong.`,
  ],
  collector: [
    ({ found }) =>
      ({
        answered: 'The collector was asked, and what it knows of this customer counts in the rules above.',
        silent: 'The collector did not answer in time, and this site asks all the same.',
      })[found] ?? 'The collector was not asked.',
    () => 'The collector did not answer in time, so this site asks nobody.',
  ],
}

export const frame: Frame = {
  asks: survey => `The survey "${survey}" may ask now.`,
  asksNot: survey => `The survey "${survey}" does not ask.`,
  asksFrom: (survey, from) => `The survey "${survey}" does not ask before ${from}.`,
  isOpen: survey => `The survey "${survey}" is open on this page now.`,
  noTrigger: 'Nothing has happened on this page yet.',
  happened: 'What has happened on this page:',
  waitsFor: surveys =>
    surveys.length
      ? `what ${surveys.map(survey => `"${survey}"`).join(' and ')} ${surveys.length > 1 ? 'wait' : 'waits'} for.`
      : 'no survey waits for it.',
  waits: (survey, trigger, due) =>
    `The survey "${survey}" waits since "${trigger}" happened, and may ask from ${due}, once the moment is good.`,
  outbox: count => (count === 1 ? 'One answer waits to be sent.' : `${count} answers wait to be sent.`),
  decisions: count =>
    count === 1 ? 'The last decision in this browser:' : `The last ${count} decisions in this browser:`,
  memory: kind => `Remembered in: ${kind}.`,
}
