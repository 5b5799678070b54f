'use client'
import type { FunctionComponentElement, ProviderProps, ReactNode } from 'react'
// As a whole: of a React that is missing, bundlers then say that it is, instead of naming what it lacks.
import * as react from 'react'
import type { Howlikely } from '../index.ts'
import type { Options } from '../options/options.ts'
import { createHandle, missing } from './handle.ts'
import { expectVersion } from './version.ts'

const Context = react.createContext<Howlikely | null>(null)

/** What {@link HowlikelyProvider} takes. */
export interface HowlikelyProviderProps {
  /** Read when it is drawn first; `useHowlikely().options({…})` changes them later. */
  options: Options
  /** Your app: whatever is in it may call `useHowlikely`. */
  children?: ReactNode
}

/**
 * Starts howlikely when it is put on the page, gives it to the components in it, and destroys it when it is taken away.
 * Drawn on a server it does nothing.
 *
 * @example createElement(HowlikelyProvider, { options: { endpoint: '/responses' } }, app)
 */
export function HowlikelyProvider(
  props: HowlikelyProviderProps,
): FunctionComponentElement<ProviderProps<Howlikely | null>> {
  const [handle] = react.useState(() => {
    expectVersion('React', react.version, '18')
    return createHandle(props.options)
  })
  react.useEffect(() => handle.hold(), [handle])
  return react.createElement(Context.Provider, { value: handle.howlikely }, props.children)
}

/**
 * The commands, in effects and event handlers. Where no {@link HowlikelyProvider} is above, they do nothing, and the console
 * says so.
 *
 * @example const howlikely = useHowlikely()
 */
export function useHowlikely(): Howlikely {
  const given = react.useContext(Context)
  const [nothing] = react.useState(() => (given ? null : missing('HowlikelyProvider')))
  return given ?? nothing ?? missing('HowlikelyProvider')
}
