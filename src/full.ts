import { createAsking } from './asking/create-asking.ts'
import { stage } from './asking/stage.ts'
import { createBeyond } from './beyond/create-beyond.ts'
import { createConductor } from './conductor/conductor.ts'
import { environment } from './conductor/environment.ts'
import { createLater } from './later/create-later.ts'
import { startPage } from './loader/page.ts'
import { createMore } from './more/more.ts'
import { createSurvey } from './survey/create-survey.ts'
import { surveyMore } from './survey-more/survey-more.ts'

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
          surveyMore: async () => surveyMore,
          words: locale => Promise.reject(new Error(`no words for ${locale}`)),
          locales: [],
          later: async () => createLater,
        }),
      more: async () => createMore(async () => createBeyond),
    }),
}))
