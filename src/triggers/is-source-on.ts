import { isRaw } from '../options/own.ts'

/**
 * Whether the site has left a source switched on. A source set to anything but true is off, and all are if the option as a
 * whole is wrong.
 *
 * @param sources the option as it was written
 */
export const isSourceOn = (sources: unknown = {}, name: string): boolean =>
  isRaw(sources) && (!Object.hasOwn(sources, name) || sources[name] === true)
