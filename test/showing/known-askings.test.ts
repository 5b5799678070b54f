import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readOptions } from '../../src/options/read-options.ts'
import { knownAskings } from '../../src/showing/known-askings.ts'
import { createMoments } from '../../src/showing/moments.ts'
import { aBrowserInMemory } from '../doubles/browser.ts'

const pages = readFileSync(join(import.meta.dirname, '../../docs/triggers.md'), 'utf8')

test.each(Object.entries(knownAskings))(
  'while %s asks, it is no good moment, and the docs say so',
  (name, selector) => {
    const { settings } = readOptions([{ endpoint: '/responses' }], 'https://shop.example/')
    const momentWhere = (isSeen: (all: string) => boolean) =>
      createMoments({ browser: aBrowserInMemory({ isSeen }), settings: () => settings }).obstacle(undefined)

    expect(momentWhere(all => all.includes(selector))).toBe('asking')
    expect(momentWhere(() => false)).toBeNull()
    expect(pages).toContain(`| ${name} | \`${selector}\` |`)
  },
)
