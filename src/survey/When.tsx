import type { ReadonlySignal } from '@preact/signals-core'
import type { ComponentChildren } from 'preact'
import { live } from './live.ts'

export interface WhenProps {
  condition: ReadonlySignal<boolean>
  children: ComponentChildren
}

/**
 * Shows its children only while `condition` is true. It has an element of its own, so that nothing next to it is moved or
 * looked at: extensions and translators put elements before and around ours, or replace them.
 */
export const When = live(({ condition, children }: WhenProps) => (
  <div class="slot">{condition.value && children}</div>
))
