/** Other widgets that ask visitors something on many pages: by name, the selector of what a visitor sees of them. */
export const knownAskings: Readonly<Record<string, string>> = {
  'Google Customer Reviews': 'iframe[src*="/shopping/customerreviews/optin"]',
  OneTrust: '#onetrust-banner-sdk',
  Cookiebot: '#CybotCookiebotDialog',
  Didomi: '#didomi-notice,#didomi-popup',
  'InMobi Choice': '#qc-cmp2-ui',
  Sourcepoint: '[id^=sp_message_container]',
  'Google Privacy & messaging': '.fc-consent-root',
  Osano: '.osano-cm-dialog',
  iubenda: '#iubenda-cs-banner',
  CookieYes: '.cky-consent-container',
  Complianz: '.cmplz-cookiebanner',
  'Borlabs Cookie': '#BorlabsCookieBox',
  'Shopify’s banner': '#shopify-pc__banner',
}
