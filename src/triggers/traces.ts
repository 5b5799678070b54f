import { hasGlobal } from '../browser/own.ts'

/** What a page that confirms an order has in its address, or as a class of its body. */
const orderPage = /order-(received|confirm)|onepage.success|id_module=|session_id=cs_/

/** The globals by which the scripts of chats and analytics are known. */
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
 * Whether anything on this page may be a source of triggers that needs more than the data layer. A global is not read, since
 * a frame of another origin lets nobody do that.
 */
export const hasTraces = (): boolean =>
  orderPage.test(`${location.href} ${document.body?.className}`) || vendors.some(hasGlobal)
