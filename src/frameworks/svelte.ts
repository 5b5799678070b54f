// Imported as a whole: if Svelte is missing, bundlers then say so, instead of listing the missing names.
import * as svelte from 'svelte'
import type { Readable } from 'svelte/store'
import * as stores from 'svelte/store'
import type { EventDetails, EventName, Howlikely, TriggerDetails } from '../index.ts'
import type { Options } from '../options/options.ts'
import { createHandle, missing } from './handle.ts'

const key = Symbol('howlikely')

/**
 * Call it in the component around your app: it starts howlikely when that is mounted, provides it to the components inside,
 * and destroys it when that is unmounted. On a server it does nothing.
 *
 * @returns the commands
 * @example const howlikely = setHowlikely({ endpoint: '/responses' })
 */
export function setHowlikely(options: Options): Howlikely {
  const { howlikely, hold } = createHandle(options)
  svelte.onMount(hold)
  return svelte.setContext(key, howlikely)
}

/**
 * The commands; call it while a component is being created. If no component above has called {@link setHowlikely}, they do
 * nothing, and the console says so.
 *
 * @example const howlikely = useHowlikely()
 */
export const useHowlikely = (): Howlikely =>
  svelte.hasContext(key) ? svelte.getContext<Howlikely>(key) : missing('setHowlikely')

/**
 * A store with the latest value of an event; undefined until the event comes.
 *
 * @example const answered = eventStore(howlikely, 'answered')
 */
export const eventStore = <Event extends EventName>(
  howlikely: Howlikely,
  event: Event,
): Readable<EventDetails[Event] | undefined> =>
  stores.readable<EventDetails[Event] | undefined>(undefined, set => howlikely.on(event, set))

/** The parameters of {@link triggerOnClick}. */
export interface ClickTrigger {
  /** The commands, from {@link useHowlikely}. */
  howlikely: Howlikely
  /** The name that surveys have in `trigger`. */
  name: string
  /** Details about it. Without them, none. */
  details?: TriggerDetails
}

/**
 * An action that makes a click on the element a trigger.
 *
 * @example <button use:triggerOnClick={{ howlikely, name: 'upgrade' }}>Upgrade</button>
 */
export function triggerOnClick(
  element: HTMLElement,
  trigger: ClickTrigger,
): { update(trigger: ClickTrigger): void; destroy(): void } {
  let told = trigger
  const tell = () => told.howlikely.trigger(told.name, told.details)
  element.addEventListener('click', tell)
  return {
    update(later) {
      told = later
    },
    destroy: () => element.removeEventListener('click', tell),
  }
}
