import { Fragment, h } from 'preact'
import { answersIn } from '../figures/score.ts'
import { documentOf } from './document.ts'
import { type SurveyReport, SurveySection } from './survey-section.ts'
import { countText, instantText } from './wording.ts'

interface Report {
  surveys: readonly SurveyReport[]
  /** The number of surveys for which there was no room. */
  leftOut: number
  /** Number of responses to undeclared surveys. @default 0 */
  undeclared?: number
  countUnconfirmed: boolean
  /** Leaves out answers that the site has not vouched for. @default false */
  onlyVerified?: boolean
  /** Whether the user may download and erase. @default true */
  mayManage?: boolean
  /** Milliseconds since 1970. */
  now: number
}

/** The report: one section per survey. */
export function reportPage({
  surveys,
  leftOut,
  undeclared = 0,
  countUnconfirmed,
  onlyVerified = false,
  mayManage = true,
  now,
}: Report): string {
  return documentOf(
    { title: 'Report', signedIn: true },
    h(
      'p',
      { class: 'hint' },
      'As of ',
      h('time', { dateTime: new Date(now).toISOString() }, instantText(now)),
      ' · ',
      h('a', { href: '/report/app' }, 'Trend, segments and answers'),
      mayManage ? [' · ', h('a', { key: 'data', href: '/report/data' }, 'Download and erase data')] : null,
    ),
    surveys.length === 0 ? h(onlyVerified ? NoneVerified : Empty, null) : null,
    surveys.some(({ figures }) => answersIn(figures.unconfirmed) > 0)
      ? h(UnconfirmedSwitch, { countUnconfirmed, onlyVerified })
      : null,
    onlyVerified || surveys.some(({ figures }) => figures.verified > 0)
      ? h(VerifiedSwitch, { countUnconfirmed, onlyVerified })
      : null,
    surveys.length > 1 ? h(Contents, { surveys }) : null,
    ...surveys.map((survey, index) =>
      h(SurveySection, { key: index, id: headingId(index), countUnconfirmed, ...survey }),
    ),
    leftOut > 0
      ? h(
          'p',
          { class: 'hint' },
          `${leftOut} more surveys, those with the fewest answers, are left out of this page.`,
        )
      : null,
    undeclared > 0
      ? h(
          'p',
          { class: 'hint' },
          `${countText(undeclared, 'answer', 'answers')} of surveys that are not declared: kept apart, and not counted.`,
        )
      : null,
  )
}

const headingId = (index: number) => `survey-${index + 1}`

function Contents({ surveys }: { surveys: readonly SurveyReport[] }) {
  return h(
    'nav',
    { 'aria-label': 'Surveys' },
    h(
      'ul',
      { class: 'contents' },
      surveys.map(({ figures: { site, survey }, name = survey, siteName = site }, index) =>
        h(
          'li',
          { key: index },
          h('a', { href: `#${headingId(index)}` }, site === 'main' ? name : `${name} (${siteName})`),
        ),
      ),
    ),
  )
}

interface Switches {
  countUnconfirmed: boolean
  onlyVerified: boolean
}

/** The report's URL with these switches. */
function addressOf({ countUnconfirmed, onlyVerified }: Switches): string {
  const query = [
    ...(countUnconfirmed ? ['unconfirmed=counted'] : []),
    ...(onlyVerified ? ['verified=only'] : []),
  ].join('&')
  return query ? `/report?${query}` : '/report'
}

/** A link, since the page has no script; off by default. */
function UnconfirmedSwitch({ countUnconfirmed, onlyVerified }: Switches) {
  const href = addressOf({ countUnconfirmed: !countUnconfirmed, onlyVerified })
  return h(
    'p',
    { class: 'hint' },
    'Unconfirmed: a score was chosen but never sent. ',
    countUnconfirmed
      ? h(Fragment, null, 'These are included now. ', h('a', { href }, 'Exclude them'))
      : h('a', { href }, 'Include them'),
  )
}

function VerifiedSwitch({ countUnconfirmed, onlyVerified }: Switches) {
  const href = addressOf({ countUnconfirmed, onlyVerified: !onlyVerified })
  return h(
    'p',
    { class: 'hint' },
    'Verified: your server has signed who answered, or about which order or ticket. ',
    onlyVerified
      ? h(Fragment, null, 'Only these are counted now. ', h('a', { href }, 'Count all'))
      : h('a', { href }, 'Count only these'),
  )
}

function NoneVerified() {
  return h(
    'div',
    { class: 'card' },
    h('p', { class: 'none' }, 'No answer is verified'),
    h(
      'p',
      null,
      'An answer is verified once your server signs who answers, or about which order or ticket: with the package’s ',
      h('code', null, 'howlikely/links'),
      ' and the secret in the collector’s data folder. Until then, count all answers.',
    ),
  )
}

function Empty() {
  return h(
    'div',
    { class: 'card' },
    h('p', { class: 'none' }, 'No answers yet'),
    h('p', null, 'As soon as a visitor answers, the survey and its score appear here.'),
    h(
      'ul',
      null,
      h(
        'li',
        null,
        h('a', { href: '/report/app' }, 'The tag for your pages, and a first answer of your own'),
      ),
      h('li', null, h('a', { href: '/report/app/surveys' }, 'When a browser was last heard of')),
      h(
        'li',
        null,
        h('a', { href: '/report/example' }, 'Look at an example'),
        ': a made-up shop, and nothing of yours.',
      ),
    ),
  )
}
