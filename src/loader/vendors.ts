/** By which global a vendor's script is known; what to do with it is the sources part's business. */
export const vendorGlobals: Readonly<Record<string, string>> = {
  hubspot: 'HubSpotConversations',
}
