import { locales, more, survey } from 'virtual:preview-parts'
import { createPreview } from '../preview/create-preview.ts'
import type { CreatePreview } from '../preview/preview-part.ts'

/** The preview's own file: it knows which files show a survey, and hands itself to the loader. */
const create: CreatePreview = desk =>
  createPreview(desk, {
    survey: () => desk.load('survey', survey),
    words: locale => {
      const digest = locales[locale]
      return digest ? desk.load(`locales/${locale}`, digest) : Promise.reject()
    },
    locales: Object.keys(locales),
    more: () => desk.load('more', more),
  })

;(window as { howlikely?: { part?: (name: string, part: unknown) => void } }).howlikely?.part?.(
  'preview',
  create,
)
