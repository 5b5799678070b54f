import { explain } from 'virtual:digests'
import { decisionBrowser } from '../browser/decision-browser.ts'
import { createBrowser } from '../browser/real-browser.ts'
import { watchConsentTool } from '../consent/consent-tools.ts'
import type { CreateAsking } from '../decision/asking.ts'
import { createAskCollector } from '../decision/collector/ask-collector.ts'
import { createEmailLink } from '../decision/email-link/email-link.ts'
import { createCookieStorage } from '../history/cookie-storage.ts'
import { recallOutcomes } from '../history/servers-cookie.ts'
import { loadConfigFile } from '../options/config-file.ts'
import { createShowing } from '../showing/create-showing.ts'
import { createSurvey } from '../survey/create-survey.ts'
import { createSourcesFrom } from '../triggers/create-sources.ts'
import { startDecision } from './start-decision.ts'
import { startPage } from './start-page.ts'

/**
 * Everything that a visitor needs in English in one file, for pages that allow no script to load another, and for sites
 * that pin it by its hash. `explain` and the preview are loaded from the same folder, by the digests in this file.
 */
startPage(pageParts => {
  const createAsking: CreateAsking = context =>
    createShowing(context, createBrowser(context.browser), {
      createSurvey,
      words: locale => Promise.reject(new Error(`no words for ${locale}`)),
      locales: [],
    })
  const asking = async () => createAsking
  return {
    asking,
    sources: async () => createSourcesFrom(decisionBrowser),
    decision: async () => page =>
      startDecision(page, {
        pageParts,
        explain,
        parts: {
          asking,
          configFile: async () => loadConfigFile,
          cookies: async () => ({ createCookieStorage, recallOutcomes }),
          consentTools: async () => ({ watchConsentTool }),
          respondents: async () => ({ createAskCollector, createEmailLink }),
        },
      }),
  }
})
