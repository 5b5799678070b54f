import { attempt } from '../browser/attempt.ts'

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

/** Whether a vendor's global is on the page. An element or a frame of that name is a global, too, and no vendor. */
const hasVendor = (name: string): boolean | undefined =>
  attempt(() => {
    const found = (window as unknown as Record<string, { nodeType?: unknown } | null | undefined>)[name]
    return !!found && !found.nodeType
  }) // A frame of another origin lets nobody read it.

/** Whether anything on this page may be a source of triggers that needs more than the data layer. */
export const hasTraces = (): boolean =>
  orderPage.test(`${location.href} ${document.body.className}`) || vendorGlobals.some(hasVendor)
