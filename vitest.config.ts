import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { testLaunchOptions } from './scripts/browsers.mjs'
import { postgresFolder } from './scripts/postgres.mjs'
import { isThorough, tries } from './test/support/thorough.ts'

// Instants are told in the reader's own zone; the tests' reader lives by UTC.
process.env.TZ = 'UTC'

// Tests wait more than they reckon: for a browser, a collector, a clock of the widget's. So two cores feed three workers.
const maxWorkers = Math.min(4, Math.max(3, availableParallelism()))

/** Whatever starts programs, builds, or holds the thread for long. */
const withProcesses = [
  'test/collector/{disk,durability,process}.test.ts',
  'test/collector/alerts/process.test.ts',
  'test/collector/store/{backup,erasure,open-sqlite-store,sqlite-store,updates}.test.ts',
  'test/collector/example/example-store.test.ts',
  'test/command/{command,import,import-exports}.test.ts',
  'test/demo/main.test.ts',
  'test/docs/examples.test.ts',
  'test/fuzz/**/*.test.ts',
  'test/integrations/{magento,prestashop,wordpress}.test.ts',
  'test/links/recipes.test.ts',
  'test/recipes/**/*.test.ts',
  'test/scripts/**/*.test.ts',
]

/** What holds of every database, once more on a real PostgreSQL server, and what only that can show. */
const onPostgres = [
  'test/collector/{accept,batch,data,eligibility,events,figures,follow-up,goals,hooks,not-asked,report,retention,tags,values,verified,words}.test.ts',
  'test/collector/people/{audit,members}.test.ts',
  'test/collector/store/{figures,follow-up,migrations,not-asked,outgoing,people,revision,rollup,surveys,tags,tally,which-counts}.test.ts',
  'test/collector/alerts/{alerts-api,digests,falls,sender}.test.ts',
  'test/collector/postgres/**/*.test.ts',
]

/** Long, and alike in all engines: `npm test` runs them in the first one that is here, `npm run test:all` in each. */
const inOneEngine = [
  'test/i18n/fits.test.tsx',
  'test/survey/{accessibility,asking,extensions,inline,more-questions,screen-reader,sending,thanks}.test.tsx',
]

const engines = (['chromium', 'firefox'] as const)
  .flatMap(browser => {
    const options = testLaunchOptions(browser)
    return options ? [{ browser, provider: playwright({ launchOptions: options }) }] : []
  })
  .map((engine, place) => (place === 0 || isThorough ? engine : { ...engine, exclude: inOneEngine }))

/** Milliseconds that a test may take. `npm run test:all` tries by chance many times as often. */
const longest = (usual: number) => tries(usual, 10 * usual)

/** Milliseconds that a state may take to come about; whoever is quicker waits no longer. */
const patience = { poll: { timeout: 20_000 } }

/** For whatever opens a database or starts a collector: both are the built files, which have to be up to date. */
const onBuiltFiles = {
  globalSetup: 'test/support/check-build.ts',
  resolve: {
    alias: [
      {
        find: /^\.\/thread-program\.ts$/,
        replacement: fileURLToPath(new URL('test/support/thread-program.ts', import.meta.url)),
      },
    ],
  },
}

const oxc = { jsx: { runtime: 'automatic', importSource: 'preact', development: false } } as const

/** Found one after another, they would be bundled as two Preacts. */
const preactPackages = [
  'preact',
  'preact/jsx-dev-runtime',
  'preact/jsx-runtime',
  'preact/hooks',
  '@preact/signals',
  '@preact/signals-core',
  '@testing-library/preact',
]

const analyticsPackages = [
  '@analytics/google-analytics',
  '@segment/analytics-next',
  'analytics',
  'data-layer-helper/dist/data-layer-helper.js',
  'react-ga4',
  'vue-gtag',
]

const postgresProject = {
  oxc,
  resolve: onBuiltFiles.resolve,
  test: {
    name: 'postgres',
    environment: 'node',
    include: onPostgres,
    globalSetup: [onBuiltFiles.globalSetup, 'test/support/provide-postgres.ts'],
    isolate: false,
    maxWorkers,
    testTimeout: longest(60_000),
    expect: patience,
  },
}

export default defineConfig({
  test: {
    projects: [
      {
        oxc,
        define: { __VERSION__: '"1.0.0"' },
        test: {
          name: 'unit',
          environment: 'node',
          include: ['test/**/*.test.ts'],
          exclude: [
            'test/browser/**',
            'test/field/**',
            'test/package/**',
            'test/collector/postgres/**',
            // The frameworks' own tests are in there once `npm run test:all` has installed them.
            'test/stacks/**',
            ...withProcesses,
          ],
          // Each file leaves everything as it was, so they may share a thread, and load the code once.
          pool: 'threads',
          isolate: false,
          maxWorkers,
          testTimeout: longest(30_000),
          expect: patience,
        },
      },
      {
        oxc,
        resolve: onBuiltFiles.resolve,
        test: {
          name: 'process',
          environment: 'node',
          include: withProcesses,
          globalSetup: [onBuiltFiles.globalSetup],
          isolate: false,
          maxWorkers,
          testTimeout: longest(30_000),
          expect: patience,
        },
      },
      {
        oxc,
        define: { __BUILT_AT__: '0', __VERSION__: '"1.0.0"' },
        // Named here, or Vite would bundle them in mid-run and load the page again.
        resolve: { dedupe: ['preact'] },
        optimizeDeps: {
          include: [...preactPackages, 'axe-core', '@guidepup/virtual-screen-reader', ...analyticsPackages],
        },
        test: {
          name: 'component',
          include: ['test/**/*.test.tsx'],
          // One page at a time: windows side by side take the focus from one another.
          fileParallelism: false,
          // Vitest wants projects that run side by side to have as many workers.
          sequence: { groupOrder: 1 },
          isolate: false,
          testTimeout: longest(30_000),
          expect: patience,
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
        resolve: onBuiltFiles.resolve,
        test: {
          name: 'browser',
          environment: 'node',
          include: ['test/{browser,field,package}/**/*.test.ts'],
          globalSetup: [onBuiltFiles.globalSetup, 'test/support/say-engines.ts'],
          // Files that run in one worker share its browsers: starting one takes longer than most tests.
          isolate: false,
          maxWorkers,
          testTimeout: longest(60_000),
          hookTimeout: 60_000,
          expect: patience,
        },
      },
      ...(postgresFolder() ? [postgresProject] : []),
    ],
  },
})
