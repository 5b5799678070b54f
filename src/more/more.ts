import { furtherRules } from '../core/further-rules.ts'
import { keptInCookie } from '../core/history-cookie.ts'
import { forget, withdraw } from './erase.ts'
import { loadOptions } from './load-options.ts'
import type { More } from './more-part.ts'
import { shelfOf } from './shelf-of.ts'
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
  shelf: shelfOf,
  forget,
  withdraw,
  watchConsent,
  allows: furtherRules,
}
