import type { Source } from '../schema/options.ts'

/** By which global a vendor's script is known; what to do with it is the sources part's business. */
export const vendorGlobals: Readonly<Partial<Record<Source, string>>> = {
  hubspot: 'HubSpotConversations',
}
