import type { TriggerSource } from '../schema/response.ts'

/** What a source may do: report a trigger, with details as the vendor gives them, and ask whether it is wanted. */
export interface SourceDesk {
  trigger(name: 'checkout' | 'support', details: unknown, source: TriggerSource): void
  isOn(source: string): boolean
}

/** One vendor. `look` is called whenever the vendor may have appeared; it attaches once and never twice. */
export interface Source {
  look(): void
  destroy(): void
}

export type Sources = Source
export type CreateSource = (desk: SourceDesk) => Source
export type CreateSources = (desk: SourceDesk) => Sources
