import { furtherRules } from '../core/further-rules.ts'
import { keptInCookie } from '../core/history-cookie.ts'
import { cookieShelf, pageJar } from './cookie-shelf.ts'
import { loadOptions } from './load-options.ts'
import type { More } from './more-part.ts'
import { readOptions } from './read-options.ts'

/** The part for options that only some sites use, and for wrong ones. */
export const more: More = {
  async read(written, base, say) {
    const address = written[0]?.config
    const layers = address ? [...written, await loadOptions(`${address}`, say)] : written
    const { settings, unreadable } = readOptions(layers, base)
    const { maxPerYear, storage } = settings
    // As in local storage, what is kept has to reach back four years, over which clocks may be wrong.
    const most = storage === 'cookie' ? Math.min(maxPerYear, keptInCookie / 4) : maxPerYear
    return { layers, settings: { ...settings, maxPerYear: most }, unreadable }
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
  plantSeed({ surveys }, memory, random) {
    const history = memory.history()
    if (history.seed === null && surveys.some(({ sample }) => sample < 1))
      memory.save({ ...history, seed: Math.floor(random * 2 ** 32) })
  },
  allows: furtherRules,
}
