import { forget, withdraw } from '../history/erase.ts'
import { keptInCookie } from '../history/history-cookie.ts'
import { shelfOf } from '../history/shelf-of.ts'
import { visitorMarks } from '../history/visitor-id.ts'
import { loadOptions } from '../options/config-file.ts'
import type { Beyond, CreateBeyond } from './beyond-part.ts'
import { watchConsent } from './consent/watch-consent.ts'
import type { Desk } from './decision-part.ts'
import type { More } from './more-part.ts'
import { needsBeyond } from './needs-beyond.ts'
import { sparedPages, type WatchAddress, watchAddress } from './never-pages.ts'

/**
 * The part for options that only some sites use.
 * @param loadBeyond the part for what comes from beyond this browser
 * @param watch tells of another address within the page
 */
export function createMore(
  loadBeyond: (desk: Desk) => Promise<CreateBeyond>,
  watch: WatchAddress = watchAddress,
): More {
  let beyond: Beyond | undefined
  let unwatch: (() => void) | undefined
  return {
    async load(written, say) {
      const address = written[0]?.config
      return address ? [...written, await loadOptions(`${address}`, say)] : written
    },
    settle(settings, environment) {
      const { maxPerYear, storage } = settings
      // As in local storage, what is kept has to reach back four years, over which clocks may be wrong.
      const most = storage === 'cookie' ? Math.min(maxPerYear, keptInCookie / 4) : maxPerYear
      return {
        ...settings,
        maxPerYear: most,
        marks: id => visitorMarks(environment, settings, id),
        spares: sparedPages(environment, settings.never, watch),
      }
    },
    shelf: shelfOf,
    forget,
    withdraw,
    async reach(desk) {
      unwatch ??= watchConsent(desk.environment.local, desk.settings(), desk.desk, desk.changed)
      if (!beyond && !needsBeyond(desk)) return
      try {
        beyond ??= (await loadBeyond(desk.desk))(desk)
        beyond.begin()
      } catch {
        // What it would have said is not known, so it is taken for a collector that keeps silent.
        desk.desk.said.collector = 'silent'
      }
    },
    stop: () => unwatch?.(),
  }
}
