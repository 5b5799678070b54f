import type { PageFacts } from './browser.ts'
import { deviceOf } from './device.ts'
import { ofDocument } from './of-document.ts'
import { pagePath } from './page-path.ts'

/** Only the origin of the page that led here. */
export const referrerOrigin = (referrer: string): string | null =>
  referrer ? new URL(referrer).origin : null

/** The page as it is now. */
export function pageFacts(): PageFacts {
  const { webdriver, globalPrivacyControl, language } = navigator as Navigator & {
    globalPrivacyControl?: boolean
  }
  return {
    url: location.href,
    path: pagePath(location),
    locale: document.documentElement.lang || language,
    referrer: referrerOrigin(ofDocument('referrer')),
    device: deviceOf({
      coarse: matchMedia('(pointer:coarse)').matches,
      screenWidth: Math.min(screen.width, screen.height),
    }),
    automation: webdriver === true,
    gpc: globalPrivacyControl === true,
  }
}
