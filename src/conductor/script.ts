import { locales, survey } from 'virtual:survey-parts'
import { createConductor } from './conductor.ts'
import type { CreateConductor, Desk } from './conductor-part.ts'
import { createEnvironment } from './environment.ts'

/** The conductor's own file: it knows which files show a survey, and hands itself to the loader. */
const create: CreateConductor = (desk: Desk) =>
  createConductor(createEnvironment(), desk, {
    survey: () => desk.load('survey', ...survey),
    words: locale => {
      const file = locales[locale]
      return file ? desk.load(`locales/${locale}`, ...file) : Promise.reject(new Error(`no words for ${locale}`))
    },
    locales: Object.keys(locales),
  })

;(window as { howlikely?: { part?: (name: string, part: unknown) => void } }).howlikely?.part?.('conductor', create)
