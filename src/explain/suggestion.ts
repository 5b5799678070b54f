import * as z from 'zod/mini'
import { facts } from '../options/facts.ts'
import { OptionsSchema, Survey } from '../options/schema.ts'
import { nearest } from './nearest.ts'

const schemas = new Map<string, z.core.$ZodType>(
  Object.entries({ ...Survey.def.shape, ...OptionsSchema.def.shape, surveys: z.array(Survey) }),
)

/** What to write where nothing better can be made of what was found. */
const examples: Readonly<Record<string, unknown>> = {
  endpoint: '/responses',
  site: 'main',
  company: 'Your Shop',
  sample: 0.1,
  from: '2026-05-01',
  until: '2026-06-01',
  hours: { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' },
  where: { path: '/checkout/*' },
  wait: '#cookie-banner',
  cancelOn: ['refund'],
  never: ['/checkout/*'],
  triggers: [{ name: 'export', click: '.export' }],
  thankYouPages: [{ path: '/thank-you', refParameter: 'order' }],
  sources: { ga4: false },
  headers: { 'X-Shop': 'main' },
  keepParameters: ['utm_source'],
  privacy: { url: '/privacy' },
  texts: { en: { send: 'Submit' } },
  surveys: { support: { delay: '5s' } },
  accent: '#3f5b3d',
  surface: '#ffffff',
  text: '#1f2128',
  radius: '12px',
  font: 'Georgia, serif',
  dark: { accent: '#9ecbff' },
  id: 'checkout',
  trigger: 'checkout',
  kind: 'transactional',
  product: 'our checkout',
  question: 'How likely are you to recommend us?',
  low: 'Not at all likely',
  high: 'Extremely likely',
  reason: 'What is the reason for your score?',
  extra: { id: 'ease', type: 'ease', text: 'How easy was it?' },
  thanks: { promoter: { text: 'Thank you!' } },
}

const days: readonly (readonly [RegExp, (count: number) => string])[] = [
  [/^s/, count => `${count}s`],
  [/^(min|m$)/, count => `${count}m`],
  [/^h/, count => `${count}h`],
  [/^d/, count => `${count}d`],
  [/^w/, count => `${count}w`],
  [/^mo/, count => `${count * 30}d`],
  [/^y/, count => `${count * 365}d`],
]

function asDuration(text: string): string | undefined {
  const [, count = '', unit = 'd'] = /^\s*(\d{1,4})\s*([a-z]*)/i.exec(text) ?? []
  return count
    ? days.find(([pattern]) => pattern.test(unit.toLowerCase() || 'd'))?.[1](Number(count))
    : undefined
}

function asNumber(text: string): number | undefined {
  const [, digits = '', percent] = /^\s*(-?\d+(?:[.,]\d+)?)\s*(%?)/.exec(text) ?? []
  return digits ? Number(digits.replace(',', '.')) / (percent ? 100 : 1) : undefined
}

/** What may have been meant, the likeliest first. */
function guesses(found: unknown, name: string): unknown[] {
  const text = typeof found === 'string' || typeof found === 'number' ? `${found}`.trim() : undefined
  const inner = schemas.get(name)?._zod.def
  const choices =
    inner && 'innerType' in inner && (inner.innerType as z.core.$ZodTypes)._zod.def.type === 'enum'
      ? Object.values((inner.innerType as z.core.$ZodEnum)._zod.def.entries).map(String)
      : []
  if (text === undefined) return []
  const number = asNumber(text)
  return [
    nearest(text, choices),
    /^(true|yes|on|1)$/i.test(text) ? true : /^(false|no|off|0)$/i.test(text) ? false : undefined,
    number,
    number === undefined ? undefined : number / 100,
    number === undefined ? undefined : Math.round(number),
    name === 'privacy' ? { url: text } : undefined,
    asDuration(text),
    text && !/^[/*]/.test(text) && [text],
    text && [text.startsWith('/') ? text : `/${text}`],
    name === 'site' || name === 'id'
      ? text.replace(/[^\w-]+/g, '-').slice(0, name === 'id' ? 64 : 32)
      : undefined,
  ]
}

/** A value that is right for an option, near to what was found where that can be told. */
export function suggestionFor(name: string, found: unknown): unknown {
  const schema = schemas.get(name)
  if (!schema) return undefined
  const isRight = (value: unknown) =>
    value !== undefined && value !== null && z.safeParse(schema, value).success
  const guess = guesses(found, name).find(isRight)
  return guess ?? examples[name] ?? facts.get(schema)?.default
}
