import { h } from 'preact'
import { documentOf } from './document.ts'
import { countText } from './wording.ts'

/** How somebody is found: `by` names the way, `value` what is looked for. */
interface Somebody {
  by: string
  value: string
}

const ways: readonly (readonly [by: string, label: string])[] = [
  ['respondent', 'Account (the id that your site gave)'],
  ['email', 'E-mail address'],
  ['ref', 'Order or ticket number'],
  ['visitor', 'Visitor id'],
  ['id', 'Id of one response'],
]

/** Where responses are handed out and erased. `problem`: what was wrong with the last search. */
export function dataPage({ problem }: { problem: string | null }): string {
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
          ways.map(([by, label]) => h('option', { key: by, value: by }, label)),
        ),
        h('label', { for: 'value' }, 'What to look for'),
        h('input', {
          id: 'value',
          name: 'value',
          type: 'text',
          required: true,
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
  /** Responses; at most `most` are counted. */
  found: number
  most: number
  /** Triggers that wait for the next visit. */
  waiting: number
}

/** What was found of somebody, and what may be done with it. */
export function personPage({ by, value, found, most, waiting }: Somebody & Found): string {
  const label = ways.find(([way]) => way === by)?.[1] ?? by
  return documentOf(
    { title: 'One person', signedIn: true },
    h('p', { class: 'hint' }, h('a', { href: '/report/data' }, 'Find somebody else')),
    h(
      'section',
      { class: 'card', 'aria-labelledby': 'found' },
      h(
        'h2',
        { id: 'found' },
        found > most ? `More than ${most} responses` : countText(found, 'response', 'responses'),
      ),
      h('p', { class: 'hint' }, `${label}: `, h('bdi', null, value)),
      waiting === 0
        ? null
        : h(
            'p',
            null,
            `${countText(waiting, 'trigger waits', 'triggers wait')} for the next visit. They are downloaded and erased, too.`,
          ),
      found + waiting === 0
        ? null
        : [
            h(PersonButton, { key: 1, by, value, action: '/api/person/export', label: 'Download' }),
            h('p', { key: 2 }, 'Erasing is permanent. Erased responses no longer count in the figures.'),
            h(PersonButton, { key: 3, by, value, action: '/report/person/erase', label: 'Erase' }),
          ],
    ),
  )
}

function PersonButton({ by, value, action, label }: Somebody & { action: string; label: string }) {
  return h(
    'form',
    { method: 'post', action },
    h('input', { type: 'hidden', name: 'by', value: by }),
    h('input', { type: 'hidden', name: 'value', value }),
    h('button', { type: 'submit' }, label),
  )
}

export function erasedPage({ erased }: { erased: number }): string {
  return documentOf(
    { title: 'Erased', signedIn: true },
    h('p', { role: 'status' }, `${countText(erased, 'response', 'responses')} permanently erased.`),
    h('p', null, h('a', { href: '/report/data' }, 'Back')),
  )
}
