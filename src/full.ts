import { createConductor } from './conductor/conductor.ts'
import { createEnvironment } from './conductor/environment.ts'
import { startPage } from './loader/page.ts'
import { createSurvey } from './survey/create-survey.ts'

/**
 * Loader, conductor, survey and English in one file, for sites that pin it by its hash. Vendor sources and the words
 * of `explain` are loaded from beside it, by the hashes that it carries.
 */
startPage(parts => ({
  ...parts,
  conductor: async () => desk =>
    createConductor(createEnvironment(), desk, {
      survey: async () => createSurvey,
      words: locale => Promise.reject(new Error(`no words for ${locale}`)),
      locales: [],
    }),
}))
