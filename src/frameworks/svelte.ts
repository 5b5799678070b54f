// As a whole: of a Svelte that is missing, bundlers then say that it is, instead of naming what it lacks.
import * as svelte from 'svelte'
import type { Readable } from 'svelte/store'
import * as stores from 'svelte/store'
import type { EventDetails, EventName, Howlikely, TriggerDetails } from '../index.ts'
import type { Options } from '../options/options.ts'
import { createHandle, missing } from './handle.ts'

const key = Symbol('howlikely')

/**
 * In the component around your app: starts howlikely when it is put on the page, gives it to the components in it, and
 * destroys it with it. On a server it does nothing.
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
 * The commands, when a component is made. Where no component above has called {@link setHowlikely}, they do nothing, and the
 * console says so.
 *
 * @example const howlikely = useHowlikely()
 */
export const useHowlikely = (): Howlikely =>
  svelte.hasContext(key) ? svelte.getContext<Howlikely>(key) : missing('setHowlikely')

/**
 * A store of what an event told last; undefined until it comes.
 *
 * @example const answered = eventStore(howlikely, 'answered')
 */
export const eventStore = <Event extends EventName>(
  howlikely: Howlikely,
  event: Event,
): Readable<EventDetails[Event] | undefined> =>
  stores.readable<EventDetails[Event] | undefined>(undefined, set => howlikely.on(event, set))

/** What {@link triggerOnClick} tells. */
export interface ClickTrigger {
  /** The commands, of {@link useHowlikely}. */
  howlikely: Howlikely
  /** What surveys name in `trigger`. */
  name: string
  /** What is known of it. Left out, nothing. */
  details?: TriggerDetails
}

/**
 * An action: a click on the element is a trigger.
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
