/**
 * What a page that confirms an order has in its address, or as a class of its body; and the globals by which the scripts of
 * chats and analytics are known.
 */
const traces =
  /order-(received|confirm)|onepage.success|id_module=|session_id=cs_|,(zE|LiveChatWidget|Tawk_API|embeddedservice_bootstrap|Beacon|HubSpotConversations|analytics|_paq|fbq|zaraz)(,|$)/

/**
 * Whether anything on this page may be a source of triggers that needs more than the data layer. A global is not read, since
 * a frame of another origin lets nobody do that; an element or a frame of such a name is no property of the window's own.
 */
export const hasTraces = (): boolean =>
  traces.test(`${location.href} ${document.body?.className},${Object.keys(window)}`)
