import type * as z from 'zod/mini'
import { isRaw, isText, ownOf } from '../options/own.ts'
import { innerOf, ownSchema } from '../options/places.ts'
import { OptionsSchema, Survey, Words } from '../options/schema.ts'
import { listSurveys } from '../options/written-surveys.ts'
import type { Written } from './finding.ts'

/** One of the site's own texts, in one language or for all. */
export interface OwnText {
  /** Its path, without the language. */
  path: string
  /** The language as it was written; null for a text for all languages. */
  language: string | null
  text: string
}

/** The texts in a valid value, wherever its schema has words. */
function textsIn(some: z.core.SomeType, value: unknown, path: string): OwnText[] {
  const schema = innerOf(ownSchema(some))
  const { def } = schema._zod
  if (schema === Words) {
    if (isText(value)) return [{ path, language: null, text: value }]
    return Object.entries(ownOf(Object(value))).flatMap(([language, text]) =>
      isText(text) ? [{ path, language, text }] : [],
    )
  }
  if (def.type === 'array' && Array.isArray(value))
    return value.flatMap((element, place) => textsIn(def.element, element, `${path}[${place}]`))
  if (def.type === 'object' && isRaw(value))
    return Object.entries(def.shape).flatMap(([name, field]) =>
      textsIn(field, value[name], path ? `${path}.${name}` : name),
    )
  if (def.type !== 'union') return []
  // In a reason, groups come before languages.
  const isGrouped =
    isRaw(value) && ['promoter', 'passive', 'detractor'].some(name => Object.hasOwn(value, name))
  const option = def.options.find(
    choice => (innerOf(ownSchema(choice))._zod.def.type === 'object') === isGrouped,
  )
  return option ? textsIn(option, value, path) : []
}

const { surveys: _, ...siteShape } = OptionsSchema.def.shape

/** All the site's own texts that visitors may read, except those in `texts`. */
export function ownTexts(site: Written): OwnText[] {
  const of = (shape: z.core.$ZodShape, own: Written, at: string) =>
    Object.entries(shape).flatMap(([name, schema]) => textsIn(schema, own[name], `${at}${name}`))
  return [
    ...of(siteShape, site, ''),
    ...(listSurveys(site.surveys) ?? []).flatMap(({ path, own }) =>
      of(Survey.def.shape, ownOf(Object(own)), `${path}.`),
    ),
  ]
}
