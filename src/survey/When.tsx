import type { ReadonlySignal } from '@preact/signals-core'
import type { ComponentChildren } from 'preact'
import { live } from './live.ts'

export interface WhenProps {
  is: ReadonlySignal<boolean>
  children: ComponentChildren
}

/**
 * What comes and goes. It has an element to itself, so that nothing beside it is ever moved or looked at: extensions and
 * translators put elements of their own before, around and in the place of ours.
 */
export const When = live(({ is, children }: WhenProps) => <div class="slot">{is.value && children}</div>)
