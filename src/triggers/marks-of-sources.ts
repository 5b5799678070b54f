/** The globals by which vendors' scripts are known, separated by spaces. The sources part knows what to do with them. */
export const vendorGlobals =
  'zE LiveChatWidget Tawk_API embeddedservice_bootstrap Beacon HubSpotConversations analytics _paq'

/** What a page that confirms an order has in its address, or as a class of its body. */
export const thankYouMarks = /order-(received|confirm)|onepage.success|id_module=|session_id=cs_/
