import type { Category } from '../../figures/category.ts'
import type { Verdict } from '../../figures/difference.ts'
import type { GoalVerdict } from '../../figures/goal.ts'
import type { CalendarUnit } from '../../figures/periods.ts'
import type { AskingRates } from '../../figures/rates.ts'
import type { GroupVerdict } from '../../figures/segments.ts'
import type { Device } from '../../protocol/response.ts'
import type { RuleName } from '../../protocol/rule-name.ts'
import type { Span } from '../api/events.ts'
import type { PeriodName } from '../api/period.ts'
import type { SegmentName } from '../api/segments.ts'
import type { View } from '../api/view-calls.ts'
import { alertsEn } from './alerts-en.ts'
import { followUpEn } from './en-follow-up.ts'
import { peopleEn } from './people/en.ts'

const answers = (count: string, isOne: boolean) => `${count} ${isOne ? 'answer' : 'answers'}`

const groups: Record<Category, string> = {
  promoter: 'promoters',
  passive: 'passives',
  detractor: 'detractors',
}

/** A step from being asked to giving a reason. */
type StepName = keyof AskingRates

/** The words of the report's application; English is the model for all languages. Numbers are passed already formatted. */
export const en = {
  title: 'Report',
  skip: 'Skip to the contents',
  signOut: 'Sign out',
  data: 'Download and erase data',
  plain: 'The report without scripts',
  language: 'Language',
  example: 'Example: a made-up shop. Nothing of it is yours, and nothing of it is stored.',
  leaveExample: 'Back to your own report',
  seeExample: 'Look at an example',
  views: {
    overview: 'Overview',
    trend: 'Trend',
    segments: 'Segments',
    tags: 'Tags',
    words: 'Words',
    answers: 'Answers',
    'follow-up': 'Follow-up',
    'not-asked': 'Not asked',
    surveys: 'Surveys',
    alerts: 'Alerts',
    people: 'People',
    audit: 'Audit',
    account: 'Your account',
  } satisfies Record<View, string>,
  alerts: alertsEn,
  people: peopleEn,
  followUp: followUpEn,
  viewsLabel: 'Views',
  filters: 'Filters',
  survey: 'Survey',
  allSurveys: 'All surveys',
  period: 'Period',
  periods: {
    '7d': 'Last 7 days',
    '30d': 'Last 30 days',
    '90d': 'Last 90 days',
    '365d': 'Last 365 days',
    month: 'This month',
    'last-month': 'Last month',
    quarter: 'This quarter',
    'last-quarter': 'Last quarter',
    year: 'This year',
    all: 'All time',
  } satisfies Record<PeriodName, string>,
  ownPeriod: 'Own dates',
  from: 'From',
  to: 'To (included)',
  apply: 'Show',
  onlyVerified: 'Only verified answers',
  countUnconfirmed: 'Include unconfirmed scores',
  latest: 'Only the latest answer of each known respondent',
  whatCounts: 'What counts',
  whatCountsHelp:
    'Verified: your server has signed who answered, or about which order. Unconfirmed: a score was chosen and never sent.',
  remove: (filter: string) => `Remove the filter ${filter}`,
  onlyThese: 'Only',
  utc: 'Days are days in UTC.',
  loading: 'Loading…',
  failed: 'The figures could not be loaded.',
  again: 'Try again',
  refused: (field: string, found: string, allowed: string) =>
    `“${found}” is not possible for ${field}. Possible: ${allowed}.`,
  strange: (field: string, found: string, allowed: string) =>
    `The address says ${field} (“${found}”), which no view takes. Possible: ${allowed}.`,
  twice: (field: string) => `The address says ${field} more than once, and only one of them could hold.`,
  without: (field: string) => `The same without ${field}`,
  signedOut: 'You are signed out.',
  signIn: 'Sign in',
  kinds: { transactional: 'After something happened', relationship: 'The relationship as a whole' },
  site: (site: string) => `Site ${site}`,
  nps: 'NPS®',
  answers,
  interval: (low: string, high: string) => `95% interval ${low} to ${high}`,
  few: (least: string) => `Fewer than ${least} answers: too few for a reliable score.`,
  noAnswers: 'No answers in this period',
  noAnswersYet: 'No answers yet',
  firstSteps:
    'As soon as a visitor answers, the survey and its score appear here. Choose a longer period, or look at an example of what you will see.',
  noneVerified:
    'No answer here is verified. Your server verifies answers by signing orders or respondents; until then, take the filter off.',
  takeOff: 'Take the filter off',
  groups,
  scores: { promoter: '9–10', passive: '7–8', detractor: '0–6' } satisfies Record<Category, string>,
  group: 'Group',
  scoreColumn: 'Score',
  answersColumn: 'Answers',
  share: 'Share',
  sharesCaption: 'Share of answers by group',
  distribution: 'How often each score was given',
  before: 'the period before',
  change(verdict: Verdict, { size, isDown, needed, least }: ChangeWords): string {
    const moved = size === '0' ? 'The same as in' : `${isDown ? 'Down' : 'Up'} ${size} from`
    switch (verdict) {
      case 'rise':
        return `${moved} the period before: a real rise.`
      case 'fall':
        return `${moved} the period before: a real fall.`
      case 'noise':
        return `${moved} the period before, within noise${needed === null ? '' : `: about ${needed} more answers would tell`}.`
      case 'unknown':
        return `${moved} the period before; with fewer than ${least} answers in either, that says nothing yet.`
    }
  },
  noBefore: 'There are no answers in the period before to compare with.',
  shared(isDown: boolean, size: string, moves: readonly { from: Category; to: Category; points: string }[]) {
    const [first, ...rest] = moves.map(
      ({ from, to, points }) =>
        `${points} ${points === '1' ? 'point' : 'points'} of all answers went from ${groups[from]} to ${groups[to]}`,
    )
    if (first === undefined) return null
    const moved =
      size === '0' ? 'The score is the same, though' : `The score ${isDown ? 'fell' : 'rose'} by ${size}:`
    return `${moved} ${[first, ...rest].join(', and ')}.`
  },
  goAnswers: 'Read the answers',
  goTrend: 'Trend',
  goSegments: 'Segments',
  rateTitle: 'Response rate',
  rate: (rate: string, low: string, high: string, asked: string) =>
    `${rate} of ${asked} who were asked gave a score (95% interval ${low} to ${high}).`,
  noRate:
    'The response rate is not known: the site reports answers only. With report: "everything" it reports who was asked, too.',
  noRateOfLatest:
    'Rates are of all who were asked; with only the latest answer of each known respondent there are none.',
  steps: 'From being asked to a reason',
  step: 'Step',
  responsesColumn: 'Number',
  asked: 'Asked',
  stepNames: {
    response: 'Gave a score',
    completion: 'Sent it',
    reason: 'With a reason',
    dismissal: 'Closed it',
    ignored: 'Left it alone',
    misclicks: 'Likely mis-clicks',
  } satisfies Record<StepName, string>,
  stepOf: {
    response: share => `${share} of those asked`,
    completion: share => `${share} of those who gave a score`,
    reason: share => `${share} of those who sent it`,
    dismissal: share => `${share} of those asked`,
    ignored: share => `${share} of those asked`,
    misclicks: share => `${share} of those asked`,
  } satisfies Record<StepName, (share: string) => string>,
  misclicksHelp:
    'A likely mis-click is closed, or given a score that is never sent, within a second of the question: sooner than anybody reads it. It is in no other row but the first.',
  unconfirmed: (count: string, isOne: boolean, score: string) =>
    `${count} ${isOne ? 'score was' : 'scores were'} chosen and never sent. Included, they would make the score ${score}.`,
  showUnconfirmed: 'Show the answers with them',
  byValue: 'By order value',
  weighted: (score: string, low: string, high: string, currency: string) =>
    `Weighted by order value (${currency}), the score is ${score} (95% interval ${low} to ${high}).`,
  effective: (valued: string, all: string, effective: string) =>
    `${valued} of ${all} answers say what the order was worth; they tell as much as ${effective} orders of equal value.`,
  atRisk: (risk: string, share: string, all: string) =>
    `Revenue at risk: ${risk}, which is ${share} of ${all}, came from detractors.`,
  showAtRisk: 'Read what they said',
  showValued: 'Show them',
  rough: (least: string) =>
    `A few large orders decide: with fewer than ${least} of equal weight the interval is a rough one, and holds the true score less often than it says.`,
  atRiskColumn: 'Revenue at risk',
  ofColumn: 'Of',
  weightedColumn: 'Weighted score',
  effectiveColumn: 'Orders of equal weight',
  sparkline: (survey: string) => `The score of ${survey} over the period`,
  trendTitle: (survey: string) => `The score of ${survey} over time`,
  trendHelp: 'The line is the score, the band its 95% interval. Where there is no line, nobody answered.',
  events: 'Events',
  answersBefore: (answers: string) => `Before: ${answers}`,
  answersAfter: (answers: string) => `After: ${answers}`,
  eventsHelp:
    'What happened stands on the chart, and the answers before and after it are compared. A change after an event does not prove that the event caused it.',
  noEvents: 'Nothing is noted in this period.',
  noteEvent: 'Note an event',
  eventName: 'What happened',
  eventDay: 'Day (UTC)',
  eventFor: 'For',
  note: 'Note it',
  noted: (name: string) => `Noted: ${name}.`,
  removeEvent: (name: string) => `Remove ${name}`,
  removeNow: 'Remove it for everybody',
  keep: 'Keep it',
  removed: (name: string) => `Removed: ${name}.`,
  notWritten: 'It could not be stored. Try again.',
  compareDays: 'Compare',
  spans: { '30d': '30 days before and after', '90d': '90 days before and after' } satisfies Record<
    Span,
    string
  >,
  around(verdict: Verdict, { days, before, after, size, isDown, least }: AroundWords) {
    const span = days === '1' ? 'the day' : `the ${days} days`
    if (before === null) return `Nobody answered in ${span} before.`
    if (after === null) return `Nobody has answered in ${span} from then on.`
    const moved = size === '0' ? 'the same' : `${isDown ? 'down' : 'up'} ${size}`
    const judged = {
      rise: 'a real rise',
      fall: 'a real fall',
      noise: 'within noise',
      unknown: `with fewer than ${least} answers on either side, that says nothing yet`,
    }[verdict]
    return `From ${before.score} (${before.answers}) in ${span} before to ${after.score} (${after.answers}) in ${span} from then on: ${moved}, ${judged}.`
  },
  goal: 'Goal',
  theGoal: (goal: string) => `the goal of ${goal}`,
  theLine: (name: string, value: string) => `“${name}” (${value})`,
  sourceOf: (source: string) => `Source: ${source}`,
  distance(verdict: GoalVerdict, { size, isBelow, name, least }: DistanceWords) {
    const distance = size === '0' ? `At ${name}` : `${size} ${isBelow ? 'below' : 'above'} ${name}`
    const judged = {
      above: 'more than noise',
      below: 'more than noise',
      noise: 'within noise',
      unknown: `with fewer than ${least} answers that says nothing yet`,
    }[verdict]
    return `${distance}: ${judged}.`
  },
  goalsAndLines: 'Goal and reference lines',
  setGoal: (what: string) => `Set a goal for ${what}`,
  goalField: 'Goal (−100 to 100)',
  set: 'Set the goal',
  noGoalHere:
    'A goal is for a whole survey or for one value of a segment: take the other filters off to set one.',
  addLine: 'Add a line to compare with',
  lineName: 'What it is',
  lineValue: 'Score (−100 to 100)',
  lineSource: 'Where it is from',
  add: 'Add the line',
  notCompared: 'Not compared: only the twenty newest events of a period are.',
  sharesTitle: (survey: string) => `Shares of ${survey} over time`,
  bucket: 'Step',
  buckets: { day: 'Day', week: 'Week', month: 'Month', quarter: 'Quarter' } satisfies Record<
    CalendarUnit,
    string
  >,
  asTable: 'The same as a table',
  begins: 'From',
  intervalColumn: '95% interval',
  savePng: 'Save as PNG',
  saveSvg: 'Save as SVG',
  showBy: 'Show by',
  andBy: 'and by',
  nothingElse: 'nothing else',
  segments: {
    touchpoint: 'Touchpoint',
    source: 'Source',
    device: 'Device',
    language: 'Language',
    product: 'Product',
    department: 'Department',
    team: 'Team',
    agent: 'Agent',
    value: 'Order value',
    tenure: 'Customer for',
    page: 'Page',
    load: 'Load time',
  } satisfies Record<SegmentName, string>,
  trait: (name: string) => `Trait: ${name}`,
  ownTrait: 'A trait of your own',
  notSaid: 'not said',
  others: 'all others',
  days: (days: number) => (days >= 365 ? `${days / 365} ${days === 365 ? 'year' : 'years'}` : `${days} days`),
  below: (bound: string) => `below ${bound}`,
  between: (low: string, high: string) => `${low} to ${high}`,
  atLeast: (bound: string) => `${bound} and more`,
  segmentsTitle: (survey: string, by: string) => `${survey} by ${by}`,
  segmentsHelp:
    'Each group is compared with all others together. The verdicts are corrected for the number of groups (Holm), so that looking at many finds nothing that is not there.',
  groupVerdicts: {
    higher: 'higher than the rest',
    lower: 'lower than the rest',
    noise: 'no more than noise',
    unknown: 'too few answers',
  } satisfies Record<GroupVerdict, string>,
  groupVerdictColumn: 'Compared with the rest',
  worst: (group: string, score: string) => `The lowest that is more than noise: ${group}, ${score}.`,
  best: (group: string, score: string) => `The highest that is more than noise: ${group}, ${score}.`,
  nothingStands: 'No group differs from the rest by more than noise.',
  joined: (count: string) => `${count} groups with the fewest answers are shown as one: “…”.`,
  forest: 'Scores with their 95% intervals, the lowest first',
  wordsHelp:
    'In how many texts each word stands. Words such as “the” are left out, by the language of the page, or English ones where the text is English. Each word leads to its answers.',
  wordsCut: 'Only the newest texts are counted.',
  texts: (count: string, isOne: boolean) => `${count} ${isOne ? 'text' : 'texts'}`,
  singleWords: 'Words',
  wordPairs: 'Two words in a row',
  noWords: 'No word stands in two texts.',
  tag: 'Tag',
  allTags: 'All answers',
  noTags:
    'There are no tags yet. Make one below: “Late parcel” with the words “late parcel, delay*” tags every answer that has them.',
  tagsHelp:
    'How many answers have each tag, and whether that has changed since the period before. The verdicts are corrected for the number of tags (Holm). An answer can have several.',
  shareBefore: 'Period before',
  changeColumn: 'Change',
  tagVerdicts: {
    rise: 'a real rise',
    fall: 'a real fall',
    noise: 'no more than noise',
    unknown: 'too few answers',
  } satisfies Record<Verdict, string>,
  tagChanged: (tag: string, isUp: boolean, before: string, now: string) =>
    `${tag}: ${isUp ? 'up' : 'down'} from ${before} to ${now} of the answers, more than noise.`,
  noTagChanged: 'No tag has changed by more than noise.',
  noneTagged: 'No answer here has a tag.',
  ownTags: 'Your tags',
  ownTagsHelp:
    'An answer has a tag if its text has one of the words, or if you tag it by hand; what you do by hand holds. Put commas between words. Words without a comma between must all be there; a star stands for any ending: “late parcel, delay*”.',
  byHandOnly: 'by hand only',
  newTag: 'A new tag',
  tagName: 'Name',
  tagWords: 'Words (may be empty)',
  tagWordsExample: 'late parcel, delay*',
  makeTag: 'Make the tag',
  keepTag: 'Save',
  forgetTag: 'Delete',
  forgetSurely: (tag: string) => `Delete “${tag}” for good`,
  keepIt: 'Keep it',
  notChanged: 'That could not be saved. Try again.',
  tagging: 'Tag answers',
  tagShown: (count: string) => `Tag for the ${count} answers shown`,
  tagTicked: (count: string) => `Tag for the ${count} answers ticked`,
  taggingHelp: 'Tick answers to mean only those. A name that is new makes a new tag.',
  giveTag: 'Tag',
  takeTag: 'Take off',
  tagged: (count: string, tag: string) => `${count} tagged “${tag}”.`,
  untagged: (count: string, tag: string) => `“${tag}” is taken off ${count}.`,
  search: 'Search in the answers',
  searchHelp: 'Words, or how they begin; in quotes exactly so. All of them must be there.',
  category: 'Group',
  allGroups: 'All groups',
  valuedIn: (currency: string) => `Order value in ${currency}`,
  withText: 'Only with a text',
  given: (score: string) => `${score} out of 10`,
  noText: 'No text',
  notSent: 'unconfirmed: chosen and never sent',
  mayContact: 'may be contacted',
  verifiedAnswer: 'verified',
  orderValue: 'Order value',
  download: 'Download these answers',
  downloadHelp:
    'All answers that the filters show, with the question, the order’s value, tags, and whether and where they may be contacted.',
  files: {
    csv: 'CSV with commas',
    semicolon: 'CSV with semicolons, for a spreadsheet',
    tab: 'Tabs, for a spreadsheet',
    json: 'JSON',
  },
  older: 'Older answers',
  newest: 'The newest answers',
  nothingFound: 'No answer fits.',
  searchedOnly: 'Older texts are still being made ready for the search: some may be missing.',
  listed: (count: string) => `${count} answers on this page`,
  devices: { mobile: 'mobile', tablet: 'tablet', desktop: 'desktop' } satisfies Record<Device, string>,
  notAskedTitle: 'Why nobody was asked',
  notAskedChart: 'Triggers that led to no asking, over time',
  notAskedHelp:
    'A trigger is something that a survey waits for, such as a purchase. It counts for the first rule that held it back, on the day on which its browser was next asked: only then is it told. All surveys of a site are counted together.',
  heldBack: (count: string, rule: string, share: string) =>
    `${count} triggers asked nobody. The most frequent reason (${share}): ${rule}.`,
  rule: 'Reason',
  triggersColumn: 'Triggers',
  otherRules: 'All other reasons',
  noneHeldBack: 'Nothing is known of triggers that asked nobody in this period',
  notAskedOption:
    'With the option report: "everything" on your site (data-report="everything" on the tag) each asking also brings along how many triggers before it asked nobody, and why. The first figures come when browsers that were asked before are asked again.',
  rules: {
    enabled: 'howlikely is switched off by the option “enabled”',
    trigger: 'something happened that no survey waits for',
    ref: 'this order or ticket has been asked about already',
    'wait-after-answer': 'the visitor answered not long ago',
    'wait-after-dismissal': 'the visitor closed the question not long ago',
    'wait-after-ignored': 'the visitor left the question alone not long ago',
    'wait-between': 'the visitor was asked about something not long ago',
    'max-per-year': 'the visitor was asked often enough this year',
    'opt-out': 'the visitor chose “Don’t ask again”',
    sample: 'the visitor is not in the sample',
    'min-age': 'the visitor has not been a customer for long enough',
    'min-visits': 'the visitor has not come often enough',
    'min-pages': 'too few pages were seen in the visit',
    from: 'the survey had not begun',
    until: 'the survey had ended',
    hours: 'the survey may not ask at that day and hour',
    where: 'page or visitor are not in the audience',
    session: 'a survey was shown in the same visit',
    'other-tab': 'a survey was open in another tab',
    consent: 'consent was not given',
    gpc: 'the browser asked for privacy (Global Privacy Control)',
    automation: 'a program was using the browser',
    memory: 'the browser could not remember who was asked',
    never: 'nobody is asked on that page',
    moment: 'no good moment came: the visitor was typing, a dialog was open, or the page was left',
    clock: 'the browser’s clock is wrong',
    collector: 'the collector did not answer in time',
  } satisfies Record<RuleName, string>,
  allSites: 'All sites',
  siteField: 'Site',
  surveyField: 'Id of the survey',
  nameField: 'Name (empty: its id)',
  nameSite: (site: string) => `Change the name of the site “${site}”`,
  nameSurvey: (survey: string) => `Change the name of “${survey}”`,
  nameOrDeclare: (survey: string) => `Name or declare “${survey}”`,
  uncounted: (count: string, isOne: boolean, seconds: string) =>
    `${count} ${isOne ? 'response is' : 'responses are'} stored and not counted yet; the oldest has waited for ${seconds} seconds.`,
  heard: (at: string) => `last heard of ${at}`,
  neverHeard: 'nothing has come yet',
  declared: 'declared',
  notDeclared: 'known by itself',
  declare: 'Declare it',
  declareOne: 'Declare a survey',
  declareHelp:
    'Anyone can send a response of any survey’s name. Once you have declared one, no other becomes known by itself: what comes for others is kept apart, and not counted until you declare it.',
  declaredHelp:
    'Surveys that are known are counted. No other becomes known by itself, as you have declared some.',
  undeclaredHelp:
    'Surveys that are known are counted. As long as you declare none, the first of each site become known by themselves.',
  undeclaredTitle: 'Not declared',
  keptApart: (count: string, isOne: boolean, most: string) =>
    `${count} ${isOne ? 'response of a survey that nobody has declared is' : 'responses of surveys that nobody has declared are'} kept apart and not counted; at most ${most} are.`,
  whichNames: 'Which names they came for',
  responses: (count: string, isOne: boolean) => `${count} ${isOne ? 'response' : 'responses'}`,
  eraseThem: 'Erase them…',
  eraseSurely: 'Erase them for good',
  firstStepsTitle: 'Until somebody answers',
  stepTag: 'Put the tag on your pages, before </head>:',
  stepPreview:
    'Add ?howlikely=preview to the address of such a page: it shows the question, and what is wrong with the options.',
  stepAnswer:
    'Give an answer yourself, with data-test on the tag: it arrives, and does not count. Then take data-test away.',
  stepHeard: 'See when a browser was last heard of',
  trademark:
    'Net Promoter®, NPS®, NPS Prism®, and the NPS-related emoticons are registered trademarks of Bain & Company, Inc., NICE Systems, Inc., and Fred Reichheld. Net Promoter Score℠ and Net Promoter System℠ are service marks of Bain & Company, Inc., NICE Systems, Inc., and Fred Reichheld.',
}

export interface DistanceWords extends Pick<ChangeWords, 'size' | 'least'> {
  isBelow: boolean
  /** What the score is compared with, to follow "above". */
  name: string
}

export interface AroundWords extends Pick<ChangeWords, 'size' | 'isDown' | 'least'> {
  days: string
  /** Null if nobody answered. */
  before: { score: string; answers: string } | null
  after: { score: string; answers: string } | null
}

export interface ChangeWords {
  /** How far it moved: a whole number without a sign. */
  size: string
  isDown: boolean
  /** About how many more answers would settle it; null if that is no help. */
  needed: string | null
  /** How many answers each side must have. */
  least: string
}

export type Words = typeof en
