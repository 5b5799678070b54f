import type { Plugin } from 'vite'

const core = /\/zod\/v4\/core\/(core|registries)\.js$/

/**
 * Keeps zod from leaving `__zod_globalConfig` and `__zod_globalRegistry` on the host's page. They exist so that several
 * copies of zod agree, but ours is the only one in its file, and nobody else configures it.
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
