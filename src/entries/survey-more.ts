import { surveyMore } from '../survey/survey-more.ts'

/** The file of what only some sites' cards need: hands itself to the loader. */
;(window as { howlikely?: { part?: (name: string, part: unknown) => void } }).howlikely?.part?.(
  'survey-more',
  surveyMore,
)
