import type { Lack, StateName } from '../card-states.ts'

/** Every text of the preview's panel, in one language. */
export interface PanelWords {
  title: string
  /** What the preview never does. */
  promise: string
  close: string
  /** The button that shows and hides the part below the choices. */
  details: string
  /** The button that moves the panel to the other side. */
  move: string
  survey: string
  state: string
  language: string
  colours: string
  /** The colours that the options set. */
  asSet: string
  light: string
  dark: string
  again: string
  /** Opens the fields for trying out the look. */
  trying: string
  pick(name: string): string
  copy: string
  copied: string
  states: Readonly<Record<StateName, string>>
  lacks: Readonly<Record<Lack, string>>
  unknownSurvey(asked: string, shown: string): string
  unknownLanguage(asked: string, shown: string): string
  notLoaded: string
  options: string
  noProblem: string
  eligibility: string
  supposing(trigger: string): string
  passes(count: number): string
  messages: string
  to(endpoint: string): string
  noMessage: string
  message(revision: number, state: string, score: number | null): string
}
