import { ownOf } from '../browser/own.ts'
import type { WrittenOptions } from '../decision/page-context.ts'

/** The options as they were written, unchecked: enough to listen by. The decision reads them in full and checks them. */
export interface WrittenLayers {
  /** The tag's attributes (all texts), the JSON block's options, and those of the command; later layers win. */
  readonly layers: readonly [WrittenOptions, Record<string, unknown>, Record<string, unknown>]
  /** An option as it was last written. */
  option(name: string): unknown
  /** A switch as it was last written: anything but a word for "off" turns it on. */
  flag(name: string, defaultValue?: boolean): boolean
  /** The surveys, each with only its own fields. */
  surveys(): readonly WrittenOptions[]
  /** Whether the site, or a survey, has an option of one of these names. */
  hasAny(names: readonly string[]): boolean
}

/** The built-in surveys' triggers. */
const builtIn = ownOf({ checkout: { trigger: 'checkout' }, support: { trigger: 'support' } })

/** @param attributes the tag's own; a tag that joins later adds to them */
export function createWrittenLayers(attributes: WrittenOptions): WrittenLayers {
  const layers: WrittenLayers['layers'] = [ownOf(attributes), ownOf(), ownOf()]
  function option(name: string): unknown {
    const [tag, block, command] = layers
    return [command, block, tag].find(layer => name in layer)?.[name]
  }
  function flag(name: string, defaultValue = false): boolean {
    const written = option(name)
    return written === undefined ? defaultValue : !/^(false|no|off|0)$/i.test(`${written}`)
  }
  function surveys(): readonly WrittenOptions[] {
    const written = option('surveys')
    return Array.isArray(written)
      ? written.map(survey => ownOf(survey))
      : Object.entries(ownOf(builtIn, written)).map(([id, survey]) => ownOf(survey && builtIn[id], survey))
  }
  return {
    layers,
    option,
    flag,
    surveys,
    hasAny: names => [...layers, ...surveys()].some(layer => names.some(name => name in layer)),
  }
}

/** Whether a survey waits for triggers of that name. */
export const isAwaited = ({ surveys }: WrittenLayers, name: unknown): boolean =>
  surveys().some(({ trigger }) => (Array.isArray(trigger) ? trigger.includes(name) : trigger === name))
