import { decisionBrowser } from '../browser/decision-browser.ts'
import { createSourcesFrom } from '../triggers/create-sources.ts'
import { handOver } from './hand-over.ts'

/** The file that hears shops, chats, other data layers, and the site's own triggers. */
handOver('sources', createSourcesFrom(decisionBrowser))
