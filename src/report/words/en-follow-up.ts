import type { FollowUpState, Queue, StateFilter } from '../api/follow-up.ts'

const states: Record<FollowUpState, string> = {
  new: 'New',
  contacted: 'Contacted',
  solved: 'Solved',
  lost: 'Lost',
}

/** The words for follow-ups; English is the model for all languages. */
export const followUpEn = {
  queuesLabel: 'Whom to follow up',
  queues: {
    detractors: 'Detractors',
    passives: 'Passives without a reason',
    promoters: 'Promoters',
    quiet: 'Not contacted for long',
  } satisfies Record<Queue, string>,
  queueHelp: {
    detractors:
      'Call back those who are unhappy: those with the largest orders first, then those who have waited longest.',
    passives: 'They gave a 7 or 8 and said nothing: ask what is missing.',
    promoters: 'Thank them, and ask those who allowed it for a review or a quotation.',
    quiet: 'By the trait lastContactAt, nobody has been in contact with them for 90 days.',
  } satisfies Record<Queue, string>,
  states,
  state: 'State',
  stateFilters: { ...states, open: 'Open (new or contacted)', all: 'All' } satisfies Record<
    StateFilter,
    string
  >,
  owner: 'Owner',
  anybody: 'Anybody',
  mine: 'Mine',
  nobodys: 'Nobody’s',
  nobody: 'Nobody',
  me: (name: string) => `${name} (you)`,
  dueToday: 'Only what is due today or overdue',
  onlyAllowed: 'Only those who may be contacted',
  none: 'Nobody is waiting here.',
  noneHelp: 'Choose a longer period, or another state.',
  found: (count: string, isOne: boolean) =>
    `${count} ${isOne ? 'answer' : 'answers'} to follow up on this page.`,
  mayNotContact: 'May not be contacted',
  mayContact: 'May be contacted',
  write: (email: string) => `Write to ${email}`,
  copyRef: (ref: string) => `Copy ${ref}`,
  copied: (ref: string) => `${ref} is copied.`,
  waited: (days: string, isOne: boolean) => `${days} ${isOne ? 'day' : 'days'} ago`,
  today: 'today',
  lastContact: (when: string) => `last contact ${when}`,
  due: 'Due',
  dueOn: (day: string) => `due ${day}`,
  overdue: (day: string) => `overdue since ${day}`,
  ownedBy: (name: string) => `Owner: ${name}`,
  take: 'Take it',
  edit: 'Follow up',
  note: 'Note',
  save: 'Save',
  saved: (count: string, isOne: boolean) => `Saved for ${count} ${isOne ? 'answer' : 'answers'}.`,
  keepAsIs: 'as it is',
  forTicked: (count: string, isOne: boolean) =>
    `Follow up the ${count} ${isOne ? 'answer' : 'answers'} ticked`,
  tickHelp: 'Tick answers to change several at once.',
  history: (count: string, isOne: boolean) => `History (${count} ${isOne ? 'step' : 'steps'})`,
  toState: (state: FollowUpState) => `state: ${states[state].toLowerCase()}`,
  toOwner: (name: string | null) => (name === null ? 'no owner' : `owner: ${name}`),
  toDue: (day: string | null) => (day === null ? 'no due day' : `due ${day}`),
  overtaken: (name: string, state: FollowUpState) =>
    `${name} has changed this since you opened it (now: ${states[state].toLowerCase()}). Nothing of yours was saved; what you typed is still here. Look at it, and save again if it still holds.`,
  overtakenSome: (count: string, isOne: boolean) =>
    `${count} ${isOne ? 'was' : 'were'} changed by somebody else meanwhile and left as ${isOne ? 'it is' : 'they are'}: look again.`,
  gone: (count: string, isOne: boolean) => `${count} ${isOne ? 'is' : 'are'} not there any more.`,
  onlyView: 'You may look at this, and not change it.',
  more: 'Further down the list',
  top: 'Back to the top of the list',
  waiting: (count: string, isOne: boolean) =>
    `${count} ${isOne ? 'detractor waits' : 'detractors wait'} to be followed up.`,
  noneWaiting: 'Every detractor of the period has been followed up.',
  inContact: (count: string) => `${count} contacted`,
  nowOverdue: (count: string) => `${count} overdue`,
  shareSolved: (share: string, count: string) => `${share} solved (${count})`,
  firstContact: (time: string) => `first contact after ${time} (median)`,
  minutes: (count: string, isOne: boolean) => `${count} ${isOne ? 'minute' : 'minutes'}`,
  hours: (count: string, isOne: boolean) => `${count} ${isOne ? 'hour' : 'hours'}`,
  daysLong: (count: string, isOne: boolean) => `${count} ${isOne ? 'day' : 'days'}`,
}
