import { isRaw } from '../options/own.ts'

/**
 * Whether the site has left a source switched on: one that is switched to anything but true is off, and all are where
 * the option is wrong as a whole.
 *
 * @param sources the option as it was written
 */
export const isSourceOn = (sources: unknown = {}, name: string): boolean =>
  isRaw(sources) && (!Object.hasOwn(sources, name) || sources[name] === true)
