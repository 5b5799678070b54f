import { furtherRules } from '../core/further-rules.ts'
import { keptInCookie } from '../core/history-cookie.ts'
import { cookieShelf, pageJar } from './cookie-shelf.ts'
import { loadOptions } from './load-options.ts'
import type { More } from './more-part.ts'
import { visitorMarks } from './visitor-marks.ts'
import { watchConsent } from './watch-consent.ts'

/** The part for options that only some sites use. */
export const more: More = {
  async load(written, say) {
    const address = written[0]?.config
    return address ? [...written, await loadOptions(`${address}`, say)] : written
  },
  settle(settings, environment) {
    const { maxPerYear, storage } = settings
    // As in local storage, what is kept has to reach back four years, over which clocks may be wrong.
    const most = storage === 'cookie' ? Math.min(maxPerYear, keptInCookie / 4) : maxPerYear
    return { ...settings, maxPerYear: most, marks: id => visitorMarks(environment, settings, id) }
  },
  shelf({ local, session }, settings) {
    switch (settings.storage) {
      case 'none':
        return null
      case 'session':
        return session
      case 'cookie':
        return cookieShelf(local, pageJar, settings)
      default:
        return local
    }
  },
  watchConsent,
  allows: furtherRules,
}
