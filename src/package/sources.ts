import { decisionBrowser } from '../browser/decision-browser.ts'
import { createSourcesFrom } from '../triggers/create-sources.ts'

/** The part that hears shops, chats, other data layers, and the site's own triggers. */
export const createSources = createSourcesFrom(decisionBrowser)
