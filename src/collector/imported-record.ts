import { createHash } from 'node:crypto'
import { type Complaint, complain, shown } from '../protocol/complaint.ts'
import type { ResponseRecord } from '../protocol/response.ts'
import { parseResponse } from './parse-response.ts'

/** The fields an imported answer may have, and what each means. */
export const importedFields = {
  id: 'its id there, so that it is imported once only (made of what it says)',
  at: 'when it was given: 2026-05-01, 2026-05-01 14:30 (UTC), or with a time zone; required',
  score: 'from 0 to 10; required',
  reason: 'what the visitor wrote',
  survey: 'the survey (--survey)',
  site: 'the site (--site)',
  kind: 'transactional or relationship (transactional)',
  question: 'what was asked (empty)',
  trigger: 'what it was about, such as checkout (import)',
  ref: 'the order or ticket number',
  value: 'what it was worth, such as 49.90',
  currency: 'of the value, such as EUR',
  confirmed: 'whether it was sent off: true or false (true)',
  respondent: "the account's id",
  email: 'an e-mail address; only if you may write to it',
  locale: 'the language, such as de (en)',
  page: 'the address of the page',
  device: 'mobile, tablet or desktop (desktop)',
} as const

export type ImportedField = keyof typeof importedFields

const named = /^(trait|property)\.(.+)$/s

/**
 * Whether an imported answer may have this field: a known one, or `trait.…` of the account, or `property.…` of what it was
 * about.
 */
export const isImportedField = (name: string): boolean =>
  Object.hasOwn(importedFields, name) || named.test(name)

/** The imported field that a complaint about a record refers to. */
export function importedFieldAt(path: string): string {
  const [section = '', ...rest] = path.split('.')
  const name = rest.join('.')
  if (section === 'respondent') return name.startsWith('traits.') ? `trait.${name.slice(7)}` : 'respondent'
  if (section === 'trigger') {
    if (name.startsWith('properties.')) return `property.${name.slice(11)}`
    return name === 'name' ? 'trigger' : name
  }
  if (section === 'contact') return 'email'
  return section === 'page' ? 'page' : path
}

/** Where an answer came from; its record keeps this as `imported`. */
export interface Origin {
  /** The file's name. */
  file: string
  /** When it was imported, milliseconds since 1970. */
  now: number
  site: string
  survey: string | null
  /** The tool it comes from, which assigned its ids; null if the file is no tool's. */
  from: string | null
  /** How many equal answers without an id came before it in the file. */
  before: number
}

export type Imported =
  | { ok: true; record: ResponseRecord; json: string; receivedAt: number }
  | { ok: false; complaint: Complaint }

/**
 * The record of an imported answer. It is marked as imported and nothing in it is verified; it counts as received when it
 * was given, so that it is kept no longer than others.
 */
export function importedRecord(input: Readonly<Record<string, unknown>>, origin: Origin): Imported {
  const { now, file, from } = origin
  const imported = { at: new Date(now).toISOString(), file, ...(from !== null && { from }) }
  return 'schema' in input ? wholeRecord(input, imported, origin.now) : madeRecord(input, imported, origin)
}

/** A record that howlikely itself exported. */
function wholeRecord(input: object, imported: object, now: number): Imported {
  const checked = checkedRecord({ ...input, imported })
  if (!checked.ok) return checked
  const receivedAt = Date.parse(checked.record.sentAt)
  if (receivedAt > now) return wrong('sentAt', checked.record.sentAt, 'an instant that has been')
  return { ...checked, receivedAt }
}

function madeRecord(
  input: Readonly<Record<string, unknown>>,
  imported: object,
  { now, before, from, ...usual }: Origin,
): Imported {
  const text = (field: ImportedField): string | null => {
    const value = input[field]
    if (value === undefined || value === null) return null
    return String(value).trim() || null
  }
  const composite = Object.keys(input).find(
    field => isImportedField(field) && typeof input[field] === 'object' && input[field] !== null,
  )
  if (composite !== undefined) return wrong(composite, input[composite], 'text or a number')
  const at = instantOf(text('at'))
  if (at === null || at > now) {
    return wrong('at', input.at, at === null ? importedFields.at : 'an instant that has been')
  }
  const score = text('score')
  if (score === null || !/^(\d|10)$/.test(score)) {
    return wrong('score', input.score, 'a whole number from 0 to 10')
  }
  const survey = text('survey') ?? usual.survey
  if (survey === null)
    return wrong('survey', undefined, 'the name of a survey, or --survey for all that name none')

  const site = text('site') ?? usual.site
  const given = new Date(at).toISOString()
  const email = text('email')
  const respondent = text('respondent')
  const kind = text('kind') ?? 'transactional'
  const value = text('value')
  if (value !== null && !/^-?\d{1,15}(\.\d{1,6})?$/.test(value)) {
    return wrong('value', input.value, 'a number, such as 49.90')
  }
  const confirmed = (text('confirmed') ?? 'true').toLowerCase()
  if (confirmed !== 'true' && confirmed !== 'false') {
    return wrong('confirmed', input.confirmed, 'true or false')
  }
  const traits = namedIn(input, 'trait')
  const [trait] = Object.keys(traits)
  if (trait !== undefined && respondent === null) {
    return wrong('respondent', undefined, `an account's id where trait.${trait} is said`)
  }
  const properties = namedIn(input, 'property')
  const checked = checkedRecord({
    schema: 1,
    id: idOf(text('id'), { site, from }, [survey, given, score, ...identifyingValues(text), before]),
    revision: 1,
    site,
    state: confirmed === 'true' ? 'answered' : 'scored',
    endedBy: confirmed === 'true' ? 'sent' : null,
    test: false,
    survey,
    kind,
    question: text('question') ?? '',
    reasonQuestion: null,
    locale: text('locale') ?? 'en',
    scaleOrder: 'ascending',
    trigger: {
      name: text('trigger') ?? 'import',
      ref: text('ref'),
      ...(value !== null && { value: Number(value) }),
      ...(text('currency') !== null && { currency: text('currency') }),
      ...(Object.keys(properties).length > 0 && { properties }),
      source: 'command',
      at: given,
    },
    score: Number(score),
    reason: text('reason'),
    answers: {},
    ...(email !== null && { contact: { allowed: true, email } }),
    ...(respondent !== null && { respondent: { id: respondent, ...(trait !== undefined && { traits }) } }),
    page: { url: text('page'), referrer: null, loadMs: null, secondsOnPage: null, pagesViewed: null },
    device: text('device') ?? 'desktop',
    askedAt: given,
    scoredAt: given,
    // It is unknown how long it took.
    endedAt: null,
    sentAt: given,
    client: 'howlikely-import',
    imported,
  })
  return checked.ok ? { ...checked, receivedAt: at } : checked
}

/** The named traits or properties in the file, without empty ones. */
function namedIn(input: Readonly<Record<string, unknown>>, section: 'trait' | 'property'): object {
  const found = Object.entries(input).flatMap(([field, value]) => {
    const [, of, name = ''] = named.exec(field) ?? []
    const isSaid = value !== null && value !== undefined && String(value).trim() !== ''
    return of === section && isSaid ? [[name, value] as const] : []
  })
  return Object.fromEntries(found)
}

const identifyingValues = (text: (field: ImportedField) => string | null) =>
  (['reason', 'ref', 'respondent', 'email', 'trigger'] as const).map(text)

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** The same for the same answer, whenever it is imported. */
function idOf(
  id: string | null,
  { site, from }: { site: string; from: string | null },
  identifying: readonly unknown[],
): string {
  const lower = id?.toLowerCase() ?? ''
  if (from === null && uuid.test(lower)) return lower
  const said = id === null ? ['told', site, ...identifying] : ['id', site, id]
  const hash = createHash('sha256')
    .update(JSON.stringify(from === null ? said : ['from', from, ...said]))
    .digest('hex')
  // A UUID of version 8: made by rules of one's own.
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`
}

/** A day, a minute or a second in UTC, or an instant with its time zone; null if it is none of them. */
function instantOf(text: string | null): number | null {
  const parts = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:\d\d)?)?$/.exec(
    text ?? '',
  )
  if (!parts) return null
  const [, day, time = '00:00', zone = 'Z'] = parts
  const at = Date.parse(`${day}T${time}${zone}`)
  // Date.parse reads 31 April as 1 May.
  const isDay = new Date(`${day}T00:00Z`).toJSON()?.startsWith(`${day}`)
  return Number.isFinite(at) && at >= 0 && isDay ? at : null
}

/** Applies the limits that apply to the widget's own records. */
function checkedRecord(
  record: object,
): { ok: true; record: ResponseRecord; json: string } | { ok: false; complaint: Complaint } {
  const json = JSON.stringify(record)
  const parsed = parseResponse(json)
  return parsed.ok ? { ok: true, record: parsed.record, json } : { ok: false, complaint: parsed.complaint }
}

const wrong = (field: string, found: unknown, allowed: string): Imported => ({
  ok: false,
  complaint: complain(field, shown(found), allowed),
})
