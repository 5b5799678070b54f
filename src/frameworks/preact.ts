import { type ComponentChildren, createContext, h } from 'preact'
import { useContext, useEffect, useState } from 'preact/hooks'
import type { Howlikely } from '../index.ts'
import type { Options } from '../options/options.ts'
import { createHandle, type Handle, missing } from './handle.ts'

/** Used if another copy of Preact renders the app: one howlikely for the whole page, which is never destroyed. */
let ofOtherCopy: Handle | undefined

/** A hook's result; null in a component that another copy of Preact renders, where the hook throws. */
function inOwnCopy<Result>(hook: () => Result): Result | null {
  try {
    return hook()
  } catch {
    return null
  }
}

/** Starts howlikely without a hook to tell when to end it. */
function startForOtherCopy(options: Options): void {
  if (ofOtherCopy) return
  console.warn(
    'howlikely: howlikely/preact and this app have a copy of Preact each. It asks all the same, but does not end with the app. Install Preact 10.25 or newer, or have your bundler keep one copy of it.',
  )
  ofOtherCopy = createHandle(options)
  ofOtherCopy.hold()
}

const Context = createContext<Howlikely | null>(null)

/** The props of {@link HowlikelyProvider}. */
export interface HowlikelyProviderProps {
  /** Read on the first render; `useHowlikely().options({…})` changes them later. */
  options: Options
  /** Your app: any component in it may call `useHowlikely`. */
  children?: ComponentChildren
}

/**
 * Starts howlikely when it is mounted, provides it to the components inside, and destroys it when it is unmounted. Rendered
 * on a server it does nothing.
 *
 * @example h(HowlikelyProvider, { options: { endpoint: '/responses' } }, app)
 */
export function HowlikelyProvider(props: HowlikelyProviderProps): ComponentChildren {
  const [handle] = inOwnCopy(() => useState(() => createHandle(props.options))) ?? []
  if (!handle) {
    startForOtherCopy(props.options)
    return props.children
  }
  useEffect(() => handle.hold(), [handle])
  return h(Context.Provider, { value: handle.howlikely }, props.children)
}

/**
 * The commands, for effects and event handlers. Without a {@link HowlikelyProvider} above, they do nothing, and the console
 * says so.
 *
 * @example const howlikely = useHowlikely()
 */
export function useHowlikely(): Howlikely {
  if (ofOtherCopy) return ofOtherCopy.howlikely
  const given = useContext(Context)
  const [nothing] = useState(() => (given ? null : missing('HowlikelyProvider')))
  return given ?? nothing ?? missing('HowlikelyProvider')
}
