import type * as z from 'zod/mini'
import { isRaw, isText, ownOf } from '../options/own.ts'
import { innerOf, ownSchema } from '../options/places.ts'
import { OptionsSchema, Survey, Words } from '../options/schema.ts'
import { listSurveys } from '../options/written-surveys.ts'
import type { Written } from './finding.ts'

/** One text of the site's own, in one language or in all. */
export interface OwnText {
  /** Where it stands, its language left out. */
  path: string
  /** As it was written there: one for all languages has none. */
  language: string | null
  text: string
}

/** The texts in a value that is right, wherever its schema has words. */
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
    return value.flatMap((one, place) => textsIn(def.element, one, `${path}[${place}]`))
  if (def.type === 'object' && isRaw(value))
    return Object.entries(def.shape).flatMap(([name, field]) =>
      textsIn(field, value[name], path ? `${path}.${name}` : name),
    )
  if (def.type !== 'union') return []
  // Of a reason, the groups before the languages.
  const isGrouped =
    isRaw(value) && ['promoter', 'passive', 'detractor'].some(name => Object.hasOwn(value, name))
  const option = def.options.find(one => (innerOf(ownSchema(one))._zod.def.type === 'object') === isGrouped)
  return option ? textsIn(option, value, path) : []
}

const { surveys: _, ...siteShape } = OptionsSchema.def.shape

/** Every text of the site's own that visitors may read, but for those in `texts`. */
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
