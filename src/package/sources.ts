import { decisionBrowser } from '../browser/decision-browser.ts'
import { createSourcesFrom } from '../triggers/create-sources.ts'

/** The part that hears shops, chats, other data layers, and causes of the site's own. */
export const createSources = createSourcesFrom(decisionBrowser)
