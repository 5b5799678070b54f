import { attempt } from '../browser/attempt.ts'
import { globalOf } from '../browser/own.ts'

/** The globals by which the scripts of chats and analytics are known. */
const vendorGlobals = [
  'zE',
  'LiveChatWidget',
  'Tawk_API',
  'embeddedservice_bootstrap',
  'Beacon',
  'HubSpotConversations',
  'analytics',
  '_paq',
]

/** What a page that confirms an order has in its address, or as a class of its body. */
const orderPage = /order-(received|confirm)|onepage.success|id_module=|session_id=cs_/

/** Whether a vendor's global is on the page; one that cannot be read is none. */
const hasVendor = (name: string): boolean | undefined => attempt(() => !!globalOf(name))

/** Whether anything on this page may be a source of triggers that needs more than the data layer. */
export const hasTraces = (): boolean =>
  orderPage.test(`${location.href} ${document.body?.className}`) || vendorGlobals.some(hasVendor)
