import * as z from 'zod/mini'
import { examples } from '../../src/options/examples.ts'
import { formats } from '../../src/options/facts.ts'
import { innerOf, type OwnSchema, ownSchema, placesOf } from '../../src/options/places.ts'
import { Match, OptionsSchema, Path, Survey, Words } from '../../src/options/schema.ts'

/** Values that are wrong for each kind, as a site might write them: by mistake, or in another option's shape. */
const wrongFor: Readonly<Record<string, readonly unknown[]>> = {
  duration: ['6 months', '7 days', '5x', '', 90, -1, null, true, ['90d'], { days: 3 }],
  whole: ['1', '2', -1, 2.5, null, true, [1], { is: 1 }, Number.NaN],
  number: ['10%', '0,1', '16px', -0.5, 101, null, true, [0.1], {}],
  text: [5, true, null, ['a'], { a: 1 }],
  flag: ['true', 'false', 'maybe', 1, 0, null, [], {}],
  choice: ['nonsense', '', 3.5, true, null, ['skip'], {}],
  list: ['rated', 5, true, null, {}, [1], [null], [{ nonsense: 1 }]],
  record: ['none', 5, true, null, [], { ga4: 'none' }, ['ga4']],
  object: ['none', 5, true, null, [], { nonsense: 1 }],
  instant: ['May', '01/05/2026', '2026-02-31', 5, null, true],
  clockTime: ['9:00', '25:00', 'noon', 9, null, true],
  zone: ['Mars/Olympus', 'Stockholm time', '', 5, null, true],
  path: ['checkout', '', 5, null, true, ['a']],
  words: [5, true, null, ['a'], { en: 5 }],
  condition: [null, [null], { above: '5' }, { more: 5 }, { exists: 'yes' }, { is: {} }],
}

/** Mistakes in single options. */
const ownWrong: Readonly<Record<string, readonly unknown[]>> = {
  endpoint: ['', 5, null, true, {}],
  site: ['my shop', '', 'x'.repeat(33), 5, null, 'å'],
  id: ['preview', 'my survey', '', 5, null, 'x'.repeat(65)],
  trigger: [5, null, true, [], {}, [5]],
  surveys: ['checkout', 5, true, null, ['checkout'], [{ id: 'one' }], { checkout: false }],
  sources: ['none', 5, true, null, ['ga4'], { ga4: 'false' }, { ga4: 0 }],
  headers: ['x', 5, true, null, [], { a: 1 }],
  texts: ['x', 5, true, null, [], { sv: 'Skicka' }],
  privacy: ['/privacy', 5, true, null, [], { url: 5 }, { link: '/privacy' }],
  hours: ['9-17', 5, true, null, [], { days: [7] }, { from: '9:00' }, { zone: 'Mars/Olympus' }],
  where: ['/order', 5, true, null, [], { paths: '/a' }, { path: 'a' }, { traits: 'pro' }],
  triggers: [
    'rated',
    5,
    null,
    [{ name: 'one' }],
    [{ click: '.a' }],
    [{ name: 'one', click: '.a', path: '/b' }],
  ],
  extra: ['Why?', 5, true, null, [], { id: 'a', type: 'stars', text: 'A' }],
  thanks: ['Thanks', 5, true, null, [], { promoter: 'Thanks' }],
  dark: ['#111', 5, true, null, [], { accent: 5 }, { radius: '1px' }],
  offset: ['16px', '16', null, true, [16]],
  reason: [5, true, null, ['a'], { promoter: 5 }, { en: 5 }],
}

function kindOf(schema: OwnSchema): string {
  if (schema === Path) return 'path'
  if (schema === Words) return 'words'
  if (schema === Match) return 'condition'
  const format = formats.get(schema)?.format ?? ''
  if (wrongFor[format]) return format
  const { def } = schema._zod
  const kinds: Readonly<Record<string, string>> = {
    string: 'text',
    number: 'check' in def ? 'whole' : 'number',
    boolean: 'flag',
    enum: 'choice',
    literal: 'choice',
    array: 'list',
    record: 'record',
    object: 'object',
    union: 'path',
  }
  return kinds[def.type] ?? ''
}

const isWrongFor = (schema: OwnSchema, value: unknown) => !z.safeParse(schema, value).success

function wrongAt(path: string, schema: OwnSchema): readonly unknown[] {
  const inner = innerOf(schema)
  return (ownWrong[path] ?? wrongFor[kindOf(inner)] ?? []).filter(value => isWrongFor(inner, value))
}

const schemas = new Map<string, OwnSchema>(
  Object.entries({ ...Survey.def.shape, ...OptionsSchema.def.shape }).map(([name, schema]) => [
    name,
    ownSchema(schema),
  ]),
)

/** Wrong values of an option, in the shape that JSON and the command have. */
export const wrongValuesOf = (name: string): readonly unknown[] => {
  const schema = schemas.get(name)
  return schema ? (name === 'surveys' ? (ownWrong.surveys ?? []) : wrongAt(name, schema)) : []
}

/** Names that a site gives, wherever `*` stands for any. */
const anyName: Readonly<Record<string, string>> = {
  'thanks.*': 'promoter',
  'reason.*': 'promoter',
  'headers.*': 'X-Shop',
  'sources.*': 'ga4',
  'where.traits.*': 'plan',
  'where.trigger.*': 'value',
  'triggers[].event.where.*': 'value',
}

/** An option that is right except for one place inside it. */
function around(schema: OwnSchema, path: string, rest: readonly string[], wrong: unknown): unknown {
  const [step, ...further] = rest
  const inner = innerOf(schema)
  const { def } = inner._zod
  if (step === undefined) return wrong
  if (def.type === 'union') {
    const fits = def.options
      .map(option => innerOf(ownSchema(option)))
      .find(one =>
        step === '[]' ? one._zod.def.type === 'array' : ['object', 'record'].includes(one._zod.def.type),
      )
    return fits && around(fits, path, rest, wrong)
  }
  if (def.type === 'array') return [around(ownSchema(def.element), `${path}[]`, further, wrong)]
  const here = `${path}.${step}`
  const name = step === '*' ? (anyName[here] ?? 'en') : step
  if (def.type === 'record') return { [name]: around(ownSchema(def.valueType), here, further, wrong) }
  if (def.type !== 'object') return undefined
  const needed = Object.entries(def.shape)
    .filter(([one, field]) => one !== name && ownSchema(field)._zod.def.type !== 'optional')
    .map(([one]) => [one, examples[`${path}.${one}`]])
  const field = def.shape[name]
  return {
    ...Object.fromEntries(needed),
    ...(field && { [name]: around(ownSchema(field), here, further, wrong) }),
  }
}

/** Wrong values for each place inside an option, each in an option that is otherwise right. */
export function wrongInside(name: string): { path: string; values: unknown[] }[] {
  const schema = schemas.get(name)
  if (!schema || name === 'surveys') return []
  const places = new Map(placesOf(name, schema, [Match]).map(place => [place.path, place.schema]))
  return [...places]
    .filter(([path]) => path !== name)
    .map(([path, place]) => {
      const steps = path.slice(name.length).match(/\[\]|[^.[\]]+/g) ?? []
      return { path, values: wrongAt(path, place).map(wrong => around(schema, name, steps, wrong)) }
    })
}

/** Mistakes on a tag, by kind; all are texts. No text is wrong for an option that is a text. */
const wrongOnTag: Readonly<Record<string, readonly string[]>> = {
  duration: ['6 months', '7 days', '5x', '', 'soon', '90'],
  whole: ['2.5', '-1', 'many', '', '1,5', '3 visits'],
  number: ['10%', '0,1', '16px', 'many', '', 'all'],
  flag: ['maybe', 'ja', '2', '[]', 'true false'],
  choice: ['nonsense', '', 'always', '1', 'true'],
  list: ['checkout', 'pay,/checkout', 'https://shop.example/pay', '[/pay]', ' '],
  object: ['x', '{}', 'true', '1', '9-17', '/privacy'],
  instant: ['May', '01/05/2026', '', '2026-13-01', 'tomorrow'],
  site: ['my shop', '', 'å', 'shop.example', 'x'.repeat(33)],
}

/** Wrong texts of an option's attribute; none if any text is right. */
export function wrongAttributesOf(name: string): readonly string[] {
  const schema = schemas.get(name)
  const inner = schema && innerOf(schema)
  if (!inner || name === 'surveys') return []
  if (name === 'endpoint') return ['']
  const kind = name === 'site' ? 'site' : kindOf(inner)
  const isOfTexts = kind === 'list' && ['cancelOn', 'keepParameters'].includes(name)
  if (isOfTexts) return []
  const isObject = ['record', 'object'].includes(kind) || ['triggers', 'thankYouPages'].includes(name)
  return wrongOnTag[isObject ? 'object' : kind] ?? []
}

export const siteNames = Object.keys(OptionsSchema.def.shape)
export const surveyNames = Object.keys(Survey.def.shape)
/** Names that stand for the site and for each survey. */
export const sharedNames = siteNames.filter(name => surveyNames.includes(name))
