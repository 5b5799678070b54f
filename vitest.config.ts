import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { launchOptions } from './scripts/browsers.mjs'

// Instants are told in the reader's own zone; the tests' reader lives by UTC.
process.env.TZ = 'UTC'

const engines = (['chromium', 'firefox'] as const).flatMap(browser => {
  const options = launchOptions(browser)
  return options ? [{ browser, provider: playwright({ launchOptions: options }) }] : []
})

const preact = [
  'preact',
  'preact/jsx-runtime',
  'preact/jsx-dev-runtime',
  'preact/hooks',
  '@testing-library/preact',
]

const oxc = { jsx: { runtime: 'automatic', importSource: 'preact' } } as const

export default defineConfig({
  test: {
    projects: [
      {
        oxc,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/browser/**'],
        },
      },
      {
        oxc,
        resolve: { dedupe: ['preact'] },
        // Named here, 'preact' too: else Vite bundles them again in mid-run and two Preacts meet.
        optimizeDeps: { include: [...preact, 'axe-core'] },
        test: {
          name: 'component',
          include: ['test/**/*.test.tsx'],
          // One page at a time: windows side by side take the focus from one another.
          fileParallelism: false,
          isolate: false,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({}),
            instances: engines,
          },
        },
      },
      {
        oxc,
        test: {
          name: 'browser',
          environment: 'node',
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
    ],
  },
})
