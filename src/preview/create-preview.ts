import { decisionBrowser } from '../browser/decision-browser.ts'
import { watchConsentTool } from '../consent/consent-tools.ts'
import { createAskCollector } from '../decision/collector/ask-collector.ts'
import { createDecision } from '../decision/create-decision.ts'
import { createEmailLink } from '../decision/email-link/email-link.ts'
import type { Explainer } from '../decision/explainer.ts'
import type { Decision, PageContext } from '../decision/page-context.ts'
import { createCookieStorage } from '../history/cookie-storage.ts'
import { recallOutcomes } from '../history/servers-cookie.ts'
import type { LocaleWords } from '../i18n/locale-words.ts'
import { loadConfigFile } from '../options/config-file.ts'
import { createPreviewAsking } from './preview-asking.tsx'
import { shadowed } from './shadowed.ts'

/** What a preview loads. */
export interface PreviewParts {
  explainer(): Promise<Explainer>
  words(locale: string): Promise<LocaleWords>
  /** The languages besides English. */
  locales: readonly string[]
}

/** Takes the place of the decision: shows the card in every state, and neither asks, sends nor stores. */
export type CreatePreview = (page: PageContext) => Decision

/**
 * The decision itself, on storage that forgets, with the preview in place of the part that shows surveys: everything that
 * happens on the page is judged as usual, but nobody is asked.
 */
export const createPreview =
  (parts: PreviewParts): CreatePreview =>
  page => {
    const browser = decisionBrowser
    const decision = createDecision({
      page,
      browser: { ...browser, local: shadowed(browser.local), session: shadowed(browser.session) },
      parts: {
        asking: async () => context => createPreviewAsking(context, parts),
        explainer: parts.explainer,
        configFile: async () => loadConfigFile,
        cookies: async () => ({ createCookieStorage, recallOutcomes }),
        consentTools: async () => ({ watchConsentTool }),
        respondents: async () => ({ createAskCollector, createEmailLink }),
      },
    })
    decision.run('show', page.query.get('howlikely-survey') ?? undefined)
    return decision
  }
