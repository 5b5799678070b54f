'use client'
import type { FunctionComponentElement, ProviderProps, ReactNode } from 'react'
// Imported as a whole: if React is missing, bundlers then say so, instead of listing the missing names.
import * as react from 'react'
import type { Howlikely } from '../index.ts'
import type { Options } from '../options/options.ts'
import { createHandle, missing } from './handle.ts'
import { expectVersion } from './version.ts'

const Context = react.createContext<Howlikely | null>(null)

/** The props of {@link HowlikelyProvider}. */
export interface HowlikelyProviderProps {
  /** Read on the first render; `useHowlikely().options({…})` changes them later. */
  options: Options
  /** Your app: any component in it may call `useHowlikely`. */
  children?: ReactNode
}

/**
 * Starts howlikely when it is mounted, provides it to the components inside, and destroys it when it is unmounted. Rendered
 * on a server it does nothing.
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
 * The commands, for effects and event handlers. Without a {@link HowlikelyProvider} above, they do nothing, and the console
 * says so.
 *
 * @example const howlikely = useHowlikely()
 */
export function useHowlikely(): Howlikely {
  const given = react.useContext(Context)
  const [nothing] = react.useState(() => (given ? null : missing('HowlikelyProvider')))
  return given ?? nothing ?? missing('HowlikelyProvider')
}
