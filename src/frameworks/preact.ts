import { type ComponentChildren, createContext, h } from 'preact'
import { useContext, useEffect, useState } from 'preact/hooks'
import type { Howlikely } from '../index.ts'
import type { Options } from '../options/options.ts'
import { createHandle, type Handle, missing } from './handle.ts'

/** Where another copy of Preact draws the app: one howlikely for the page, which nobody ends. */
let ofOtherCopy: Handle | undefined

/** A hook's result; null in a component that another copy of Preact draws, in which it throws. */
function inOwnCopy<Result>(hook: () => Result): Result | null {
  try {
    return hook()
  } catch {
    return null
  }
}

/** Starts howlikely although no hook tells when it is to end. */
function startForOtherCopy(options: Options): void {
  if (ofOtherCopy) return
  console.warn(
    'howlikely: howlikely/preact and this app have a copy of Preact each. It asks all the same, but does not end with the app. Install Preact 10.25 or newer, or have your bundler keep one copy of it.',
  )
  ofOtherCopy = createHandle(options)
  ofOtherCopy.hold()
}

const Context = createContext<Howlikely | null>(null)

/** What {@link HowlikelyProvider} takes. */
export interface HowlikelyProviderProps {
  /** Read when it is drawn first; `useHowlikely().options({…})` changes them later. */
  options: Options
  /** Your app: whatever is in it may call `useHowlikely`. */
  children?: ComponentChildren
}

/**
 * Starts howlikely when it is put on the page, gives it to the components in it, and destroys it when it is taken away.
 * Drawn on a server it does nothing.
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
 * The commands, in effects and event handlers. Where no {@link HowlikelyProvider} is above, they do nothing, and the console
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
