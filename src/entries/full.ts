import { environment } from '../browser/environment.ts'
import { createConductor } from '../decision/conductor.ts'
import { createBeyond } from '../decision/create-beyond.ts'
import { createMore } from '../decision/more.ts'
import { createLater } from '../delivery/create-later.ts'
import { createAsking } from '../showing/create-asking.ts'
import { stage } from '../showing/stage.ts'
import { createSurvey } from '../survey/create-survey.ts'
import { startPage } from './page.ts'

/**
 * Loader, conductor, asking, survey and English in one file, for sites that pin it by its hash. Vendor sources and the
 * words of `explain` are loaded from beside it, by the hashes that it carries.
 */
startPage(parts => ({
  ...parts,
  conductor: async () => desk =>
    createConductor(environment, desk, {
      asking: async () => asking =>
        createAsking(asking, stage, {
          survey: async () => createSurvey,
          words: locale => Promise.reject(new Error(`no words for ${locale}`)),
          locales: [],
          later: async () => createLater,
        }),
      more: async () => createMore(async () => createBeyond),
    }),
}))
