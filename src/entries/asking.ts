import { later, locales, survey } from 'virtual:asking-parts'
import type { CreateAsking } from '../showing/asking-part.ts'
import { createAsking } from '../showing/create-asking.ts'
import { stage } from '../showing/stage.ts'

/** The asking's own file: it knows which files show a survey, and hands itself to the loader. */
const create: CreateAsking = desk =>
  createAsking(desk, stage, {
    survey: () => desk.load('survey', survey),
    words: locale => {
      const digest = locales[locale]
      return digest ? desk.load(`locales/${locale}`, digest) : Promise.reject()
    },
    locales: Object.keys(locales),
    later: () => desk.load('later', later),
  })

;(window as { howlikely?: { part?: (name: string, part: unknown) => void } }).howlikely?.part?.(
  'asking',
  create,
)
