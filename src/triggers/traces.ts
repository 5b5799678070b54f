import { hasGlobal } from '../browser/own.ts'

/** Text in the URL, or in the body's class, of a page that confirms an order. */
const orderPage = /order-(received|confirm)|onepage.success|id_module=|session_id=cs_/

/** The globals by which the scripts of chats and analytics are recognised. */
const vendors = [
  'zE',
  'LiveChatWidget',
  'Tawk_API',
  'embeddedservice_bootstrap',
  'Beacon',
  'HubSpotConversations',
  'analytics',
  '_paq',
  'fbq',
  'zaraz',
]

/**
 * Whether anything on this page may be a source of triggers beyond the data layer. Globals are only tested for, not read,
 * since a frame of another origin forbids reading.
 */
export const hasTraces = (): boolean =>
  orderPage.test(`${location.href} ${document.body?.className}`) || vendors.some(hasGlobal)
