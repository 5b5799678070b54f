import { h } from 'preact'
import { categoryOf } from '../figures/category.ts'
import { documentOf } from './document.ts'
import { plainText, visitorsText } from './plain-text.ts'
import { countText, instantText } from './wording.ts'

/** The person looked for: `by` names the kind of key, `value` is the key. */
interface Somebody {
  by: string
  value: string
  /** The site on which to look, "*" for all of them; null if not given. */
  site: string | null
}

const ways: readonly (readonly [by: string, label: string])[] = [
  ['respondent', 'Account (the id that your site gave)'],
  ['email', 'E-mail address'],
  ['ref', 'Order or ticket number'],
  ['visitor', 'Visitor id'],
  ['id', 'Id of one response'],
]

interface DataPage {
  /** What was wrong with the last search. */
  problem: string | null
  /** The values to fill the search form with. @default none */
  typed?: Readonly<Record<string, string>>
}

/** The page for exporting and erasing a person's responses. */
export function dataPage({ problem, typed = {} }: DataPage): string {
  return documentOf(
    { title: 'Data', signedIn: true },
    h('p', { class: 'hint' }, h('a', { href: '/report' }, 'Back to the report')),
    h(
      'section',
      { class: 'card', 'aria-labelledby': 'everything' },
      h('h2', { id: 'everything' }, 'Everything'),
      h(
        'form',
        { class: 'login', method: 'get', action: '/api/responses' },
        h('input', { type: 'hidden', name: 'format', value: 'csv' }),
        h('label', { for: 'separator' }, 'Separator of the spreadsheet file (CSV)'),
        h(
          'select',
          { id: 'separator', name: 'separator' },
          h('option', { value: 'comma' }, 'Comma, decimal point'),
          h('option', { value: 'semicolon' }, 'Semicolon, decimal comma (most of Europe)'),
          h('option', { value: 'tab' }, 'Tab'),
        ),
        h('label', { for: 'ids' }, 'Order numbers and account ids'),
        h(
          'select',
          { id: 'ids', name: 'ids' },
          h('option', { value: 'text' }, 'As text: a spreadsheet keeps every digit'),
          h('option', { value: 'plain' }, 'As they came: for programs'),
        ),
        h('button', { type: 'submit' }, 'Download the spreadsheet file'),
      ),
      h(
        'p',
        null,
        h('a', { href: '/api/responses?format=json-lines' }, 'Every response as it came (JSON lines)'),
      ),
    ),
    h(
      'section',
      { class: 'card', 'aria-labelledby': 'somebody' },
      h('h2', { id: 'somebody' }, 'One person'),
      h('p', null, 'Download or erase what one person answered.'),
      h(
        'form',
        { class: 'login', method: 'post', action: '/report/person' },
        h('label', { for: 'by' }, 'Find by'),
        h(
          'select',
          { id: 'by', name: 'by' },
          ways.map(([by, label]) => h('option', { key: by, value: by, selected: by === typed.by }, label)),
        ),
        h('label', { for: 'value' }, 'What to look for'),
        h('input', {
          id: 'value',
          name: 'value',
          type: 'text',
          required: true,
          defaultValue: typed.value,
          autocomplete: 'off',
          spellcheck: false,
          'aria-describedby': problem ? 'problem' : undefined,
          'aria-invalid': problem ? 'true' : undefined,
        }),
        problem ? h('p', { id: 'problem', class: 'problem', role: 'alert' }, problem) : null,
        h('button', { type: 'submit' }, 'Find'),
      ),
    ),
  )
}

interface Found {
  /** Number of responses; at most `most` are counted. */
  found: number
  most: number
  /** Triggers waiting for the next visit. */
  waiting: number
}

/** The parts of a response that show whose it is. */
export interface GivenResponse {
  /** When it was given, milliseconds since 1970. */
  at: number
  site: string
  survey: string
  state: string
  score: number | null
  /** The visitor's words, and their language. */
  reason: string | null
  locale: string
  /** The names of the response's tags. */
  tags: readonly string[]
}

const countedText = ({ found, most }: Found) =>
  found > most ? `More than ${most} responses` : countText(found, 'response', 'responses')

const labelOf = (by: string) => ways.find(([way]) => way === by)?.[1] ?? by

/** What was found about a person, newest first, and what can be done with it. */
export function personPage({
  by,
  value,
  site,
  sites,
  responses,
  ...counted
}: Somebody & Found & { sites: readonly string[]; responses: readonly GivenResponse[] }): string {
  const { found, waiting } = counted
  return documentOf(
    { title: 'One person', signedIn: true },
    h('p', { class: 'hint' }, h('a', { href: '/report/data' }, 'Find somebody else')),
    h(
      'section',
      { class: 'card', 'aria-labelledby': 'found' },
      h('h2', { id: 'found' }, countedText(counted)),
      h(Who, { by, value, site }),
      found > responses.length
        ? h(
            'p',
            { class: 'hint' },
            `${responses.length} of them are shown here; all are downloaded and erased.`,
          )
        : null,
      responses.length === 0
        ? null
        : h(
            'ol',
            { class: 'reasons' },
            responses.map((response, place) => h('li', { key: place }, h(Given, { response }))),
          ),
      waiting === 0
        ? null
        : h(
            'p',
            null,
            `${countText(waiting, 'trigger waits', 'triggers wait')} for the next visit. They are downloaded and erased, too.`,
          ),
      found + waiting === 0 || sites.length > 0
        ? null
        : h(
            'div',
            { class: 'actions' },
            h(PersonButton, { by, value, site, action: '/api/person/export', label: 'Download' }),
            h(PersonButton, {
              by,
              value,
              site,
              action: '/report/person/erase',
              label: 'Erase…',
              danger: true,
            }),
          ),
      sites.length === 0 ? null : h(WhichSite, { by, value, sites }),
    ),
  )
}

const Who = ({ by, value, site }: Somebody) =>
  h(
    'p',
    { class: 'hint' },
    `${labelOf(by)}: `,
    h('bdi', null, plainText(value)),
    site === null ? null : site === '*' ? ', on every site' : `, on the site ${plainText(site)}`,
  )

/** The same number on two sites seldom belongs to the same person. */
function WhichSite({ by, value, sites }: { by: string; value: string; sites: readonly string[] }) {
  const choose = (site: string, label: string) =>
    h(PersonButton, { key: site, by, value, site, action: '/report/person', label, quiet: true })
  return h(
    'section',
    { 'aria-labelledby': 'which' },
    h('h3', { id: 'which' }, 'Which of them?'),
    h('p', null, 'It is found on several sites, and may be another person on each. Choose first.'),
    h(
      'div',
      { class: 'actions' },
      sites.map(site => choose(site, `On ${plainText(site)}`)),
      choose('*', 'On every site'),
    ),
  )
}

function Given({
  response: { at, site, survey, state, score, reason, locale, tags },
}: {
  response: GivenResponse
}) {
  const category = score === null ? null : categoryOf(score)
  return h(
    'article',
    { class: 'reason' },
    category
      ? h('p', { class: `given ${category}` }, h('strong', null, score), ' ', category)
      : h('p', { class: 'given' }, 'No score'),
    reason === null ? null : h('blockquote', { dir: 'auto', lang: locale }, visitorsText(reason)),
    h(
      'p',
      { class: 'meta' },
      h('time', { dateTime: new Date(at).toISOString() }, instantText(at)),
      h('span', null, plainText(survey)),
      site === '' || site === 'main' ? null : h('span', null, `site ${plainText(site)}`),
      state === 'answered' ? null : h('span', null, state),
      tags.length === 0 ? null : h('span', null, `tagged ${tags.join(', ')}`),
    ),
  )
}

/** Asks once more, since nothing brings back what is erased. */
export function erasePage({ by, value, site, ...counted }: Somebody & Found): string {
  const { waiting } = counted
  return documentOf(
    { title: 'Erase for good?', signedIn: true },
    h(
      'section',
      { class: 'card', 'aria-labelledby': 'what' },
      h('h2', { id: 'what' }, countedText(counted)),
      h(Who, { by, value, site }),
      h(
        'p',
        null,
        'Erasing is permanent. Erased responses no longer count in the figures.',
        waiting === 0
          ? null
          : ` ${countText(waiting, 'trigger that waits', 'triggers that wait')} for the next visit ${
              waiting === 1 ? 'is' : 'are'
            } erased, too.`,
      ),
      h(
        'div',
        { class: 'actions' },
        h(PersonButton, { by, value, site, action: '/report/person', label: 'Keep', quiet: true }),
        h(PersonButton, {
          by,
          value,
          site,
          action: '/report/person/erase',
          label: 'Erase for good',
          danger: true,
          sure: true,
        }),
      ),
    ),
  )
}

interface PersonButtonProps extends Somebody {
  action: string
  label: string
  /** Whether it deletes something. */
  danger?: boolean
  quiet?: boolean
  /** Whether it confirms that deleting is meant. */
  sure?: boolean
}

function PersonButton({ by, value, site, action, label, danger, quiet, sure }: PersonButtonProps) {
  return h(
    'form',
    { method: 'post', action },
    h('input', { type: 'hidden', name: 'by', value: by }),
    h('input', { type: 'hidden', name: 'value', value }),
    site === null ? null : h('input', { type: 'hidden', name: 'site', value: site }),
    sure ? h('input', { type: 'hidden', name: 'sure', value: 'yes' }) : null,
    h('button', { type: 'submit', class: danger ? 'danger' : quiet ? 'quiet' : undefined }, label),
  )
}

/** @param inLog whether the database's log still contains it */
export function erasedPage({ erased, inLog = false }: { erased: number; inLog?: boolean }): string {
  return documentOf(
    { title: 'Erased', signedIn: true },
    h('p', { role: 'status' }, `${countText(erased, 'response', 'responses')} permanently erased.`),
    inLog
      ? h(
          'p',
          { class: 'hint' },
          'Somebody is reading from the database, so the bytes still stand in its log. They go as soon as that has ended.',
        )
      : null,
    h('p', null, h('a', { href: '/report/data' }, 'Back')),
  )
}
