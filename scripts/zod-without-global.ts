import type { Plugin } from 'vite'

const core = /\/zod\/v4\/core\/(core|registries)\.js$/

/**
 * Keeps zod from leaving `__zod_globalConfig` and `__zod_globalRegistry` on the host's page: they are shared so that
 * several copies of zod agree, and there is one copy in a file of ours, which nobody else configures.
 */
export function zodWithoutGlobal(): Plugin {
  return {
    name: 'zod-without-global',
    transform(code, id) {
      if (!core.test(id)) return undefined
      return { code: `const ownGlobal = {};\n${code.replaceAll('globalThis', 'ownGlobal')}`, map: null }
    },
  }
}
