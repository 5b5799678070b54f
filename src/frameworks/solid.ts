// As a whole: of a Solid that is missing, bundlers then say that it is, instead of naming what it lacks.

import type { JSX } from 'solid-js'
import * as solid from 'solid-js'
import type { Howlikely } from '../index.ts'
import type { Options } from '../options/options.ts'
import { createHandle, missing } from './handle.ts'

const Context = solid.createContext<Howlikely>()

/** What {@link HowlikelyProvider} takes. */
export interface HowlikelyProviderProps {
  /** Read once; `useHowlikely().options({…})` changes them later. */
  options: Options
  /** Your app: whatever is in it may call `useHowlikely`. */
  children?: JSX.Element
}

/**
 * Starts howlikely when it is put on the page, gives it to the components in it, and destroys it when it is taken away. On a
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
 * The commands. Where no {@link HowlikelyProvider} is above, they do nothing, and the console says so.
 *
 * @example const howlikely = useHowlikely()
 */
export const useHowlikely = (): Howlikely => solid.useContext(Context) ?? missing('HowlikelyProvider')
