// Imported as a whole: if Solid is missing, bundlers then say so, instead of listing the missing names.

import type { JSX } from 'solid-js'
import * as solid from 'solid-js'
import type { Howlikely } from '../index.ts'
import type { Options } from '../options/options.ts'
import { createHandle, missing } from './handle.ts'

const Context = solid.createContext<Howlikely>()

/** The props of {@link HowlikelyProvider}. */
export interface HowlikelyProviderProps {
  /** Read once; `useHowlikely().options({…})` changes them later. */
  options: Options
  /** Your app: any component in it may call `useHowlikely`. */
  children?: JSX.Element
}

/**
 * Starts howlikely when it is mounted, provides it to the components inside, and destroys it when it is unmounted. On a
 * server it does nothing.
 *
 * @example <HowlikelyProvider options={{ endpoint: '/responses' }}><Shop /></HowlikelyProvider>
 */
export function HowlikelyProvider(props: HowlikelyProviderProps): JSX.Element {
  const { howlikely, hold } = createHandle(props.options)
  solid.onMount(() => solid.onCleanup(hold()))
  return solid.createComponent(Context.Provider, {
    value: howlikely,
    get children() {
      return props.children
    },
  })
}

/**
 * The commands. Without a {@link HowlikelyProvider} above, they do nothing, and the console says so.
 *
 * @example const howlikely = useHowlikely()
 */
export const useHowlikely = (): Howlikely => solid.useContext(Context) ?? missing('HowlikelyProvider')
