import type { WrittenOptions } from '../decision/page-context.ts'
import { readTag } from './read-tag.ts'

/** The options as they were written, unread: enough to listen by. They are read in full, and checked, by the decision. */
export interface WrittenLayers {
  /** The tag's attributes (all texts), the JSON block's options, and those of the command; a later one wins. */
  readonly layers: readonly [WrittenOptions, Record<string, unknown>, Record<string, unknown>]
  /** An option as it was written last. What old libraries put on Object.prototype is no option. */
  option(name: string): unknown
  /** A switch as it was written last: whatever is no word for off is on. */
  flag(name: string, otherwise?: boolean): boolean
  /** The surveys, as far as they are objects. */
  surveys(): readonly WrittenOptions[]
  /** Whether the site, or a survey, has an option of one of these names. */
  hasAny(names: readonly string[]): boolean
}

const isObject = (value: unknown): value is WrittenOptions => typeof value === 'object' && value !== null

/** The built-in surveys' triggers. */
const builtIn: WrittenOptions = { checkout: { trigger: 'checkout' }, support: { trigger: 'support' } }

export function createWrittenLayers(attributes: WrittenOptions): WrittenLayers {
  const layers: WrittenLayers['layers'] = [readTag(attributes), {}, {}]
  const option = (name: string) =>
    layers.reduce<unknown>((value, layer) => (Object.hasOwn(layer, name) ? layer[name] : value), undefined)
  function flag(name: string, otherwise = false): boolean {
    const written = option(name)
    return written === undefined ? otherwise : !/^(false|no|off|0)$/i.test(`${written}`)
  }
  function surveys(): readonly WrittenOptions[] {
    const written = option('surveys')
    if (Array.isArray(written)) return written.filter(isObject)
    const named: WrittenOptions = Object.assign({}, builtIn, written)
    return Object.keys(named)
      .filter(id => isObject(named[id]))
      .map(id => Object.assign({}, builtIn[id], named[id]))
  }
  return {
    layers,
    option,
    flag,
    surveys,
    hasAny: names => [...layers, ...surveys()].some(layer => names.some(name => Object.hasOwn(layer, name))),
  }
}

/** Whether a survey waits for triggers of that name. */
export const isAwaited = ({ surveys }: WrittenLayers, name: unknown): boolean =>
  surveys().some(({ trigger }) => (Array.isArray(trigger) ? trigger.includes(name) : trigger === name))
