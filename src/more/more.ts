import { furtherRules } from '../core/further-rules.ts'
import { loadOptions } from './load-options.ts'
import type { More } from './more-part.ts'
import { readOptions } from './read-options.ts'

/** The part for options that only some sites use, and for wrong ones. */
export const more: More = {
  async read(written, base, say) {
    const address = written[0]?.config
    const layers = address ? [...written, await loadOptions(`${address}`, say)] : written
    return { layers, ...readOptions(layers, base) }
  },
  plantSeed({ surveys }, memory, random) {
    const history = memory.history()
    if (history.seed === null && surveys.some(({ sample }) => sample < 1))
      memory.save({ ...history, seed: Math.floor(random * 2 ** 32) })
  },
  allows: furtherRules,
}
