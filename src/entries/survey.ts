import { createSurvey } from '../survey/create-survey.ts'

/** The survey's own file: hands itself to the loader. */
;(window as { howlikely?: { part?: (name: string, part: unknown) => void } }).howlikely?.part?.(
  'survey',
  createSurvey,
)
