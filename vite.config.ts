import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { minify } from 'terser'
import { defineConfig, type Plugin } from 'vite'
import { zodWithoutGlobal } from './scripts/zod-without-global.ts'

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
const day = 86_400_000

const languages = readdirSync('src/i18n')
  .map(name => name.replace(/\.ts$/, ''))
  .filter(name => /^[a-z]{2}(-[A-Z]{2})?$/.test(name) && name !== 'en')

/** The constant that a language's file exports: sv, ptBR. */
const exportOf = (tag: string) => tag.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())

/**
 * A second minifier takes one more hundredth. Nothing here has getters with effects, or relies on a function's own
 * `arguments`, `length` or `prototype`, so it may assume so.
 */
async function smaller(code: string): Promise<string> {
  const { code: smallest } = await minify(code, {
    ecma: 2020,
    compress: {
      passes: 5,
      unsafe: true,
      pure_getters: true,
      unsafe_arrows: true,
      unsafe_methods: true,
      keep_fargs: false,
    },
    mangle: { toplevel: true },
    format: { ascii_only: true, quote_style: 3 },
  })
  return smallest ?? code
}

/**
 * Builds the browser's files one after another, names each by its content, and tells the next which names and
 * hashes to load: the survey and the languages to the conductor, the conductor and its siblings to the loader.
 */
function parts(): Plugin {
  const built = new Map<string, string>()
  const digestOf = (name: string): string => {
    const found = built.get(name)
    if (!found) throw new Error(`build ${name} before what loads it`)
    return found
  }
  const constant = (name: string, value: unknown) => `export const ${name} = ${JSON.stringify(value)}\n`
  const modules: Record<string, () => string> = {
    'virtual:asking-parts': () =>
      ['survey', 'later'].map(name => constant(name, digestOf(name))).join('') +
      constant('locales', Object.fromEntries(languages.map(tag => [tag, digestOf(`locales/${tag}`)]))),
    'virtual:sources-parts': () => constant('siteTriggers', digestOf('site-triggers')),
    'virtual:preview-parts': () =>
      constant('more', digestOf('more')) +
      constant('survey', digestOf('survey')) +
      constant('locales', Object.fromEntries(languages.map(tag => [tag, digestOf(`locales/${tag}`)]))),
    'virtual:check-parts': () => constant('preview', digestOf('preview')),
    'virtual:more-parts': () => constant('beyond', digestOf('beyond')),
    'virtual:conductor-parts': () => ['asking', 'more'].map(name => constant(name, digestOf(name))).join(''),
    'virtual:parts': () =>
      ['conductor', 'sources', 'check'].map(name => constant(name, digestOf(name))).join(''),
  }
  // A language has no code of its own: this is its file's whole entry.
  const localeEntry = (tag: string) =>
    `import { ${exportOf(tag)} } from '/src/i18n/${tag}.ts'\nglobalThis.howlikely?.part?.('locales/${tag}', ${exportOf(tag)})`
  return {
    name: 'howlikely-parts',
    sharedDuringBuild: true,
    enforce: 'pre',
    resolveId(id) {
      // An entry arrives as a path below the root.
      const name = id.slice(Math.max(0, id.indexOf('virtual:')))
      return name in modules || name.startsWith('virtual:locales/') ? `\0${name}` : undefined
    },
    load(id) {
      if (id.startsWith('\0virtual:locales/')) return localeEntry(id.slice('\0virtual:locales/'.length))
      return modules[id.slice(1)]?.()
    },
    async generateBundle(_, bundle) {
      if (!(this.environment.name in entries)) return
      for (const chunk of Object.values(bundle)) {
        if (chunk.type === 'chunk') chunk.code = await smaller(chunk.code)
      }
      const name = fileNameOf(this.environment.name)
      if (!hashed.includes(name)) return
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue
        const digest = createHash('sha256').update(chunk.code).digest('base64')
        // The loader finds a file by the same rule, so that it need carry nothing but digests.
        chunk.fileName = `${name}.${digest.slice(0, 8).replace(/\W/g, '_')}.js`
        built.set(name, digest)
      }
    },
  }
}

/** Vite allows only letters, digits and "_" in an environment's name. */
const environmentOf = (name: string) => name.replace('locales/', 'locale_').replace('-', '_')
const fileNameOf = (environment: string) => environment.replace(/^locale_/, 'locales/').replace('_', '-')

const locales = languages.map(tag => `locales/${tag}`)
const hashed = [
  'survey',
  ...locales,
  'later',
  'asking',
  'beyond',
  'more',
  'site-triggers',
  'sources',
  'preview',
  'check',
  'conductor',
]

const script = (name: string, entry: string, target: string) => ({
  consumer: 'client' as const,
  build: {
    outDir: 'dist/browser',
    emptyOutDir: false,
    target,
    // The oldest that run it: what they know needs no second spelling.
    cssTarget: ['chrome111', 'firefox111', 'safari16.4'],
    copyPublicDir: false,
    lib: { entry, formats: ['iife' as const], name: 'howlikelyPart', fileName: () => `${name}.js` },
    // A page without a charset would garble anything but ASCII.
    rolldownOptions: { output: { charset: 'ascii' as const, entryFileNames: `${name}.js` } },
  },
})

const entries: Record<string, ReturnType<typeof script>> = {
  survey: script('survey', 'src/entries/survey.ts', 'es2022'),
  ...Object.fromEntries(
    locales.map(name => [environmentOf(name), script(name, `virtual:${name}`, 'es2022')]),
  ),
  later: script('later', 'src/entries/later.ts', 'es2022'),
  asking: script('asking', 'src/entries/asking.ts', 'es2022'),
  beyond: script('beyond', 'src/entries/beyond.ts', 'es2022'),
  more: script('more', 'src/entries/more.ts', 'es2022'),
  site_triggers: script('site-triggers', 'src/entries/site-triggers.ts', 'es2022'),
  sources: script('sources', 'src/entries/sources.ts', 'es2022'),
  preview: script('preview', 'src/entries/preview.ts', 'es2022'),
  check: script('check', 'src/entries/explain.ts', 'es2022'),
  conductor: script('conductor', 'src/entries/decision.ts', 'es2022'),
  loader: script('howlikely', 'src/entries/loader.ts', 'es2017'),
  full: script('howlikely.full', 'src/entries/full.ts', 'es2022'),
}

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  resolve: { dedupe: ['preact'] },
  define: {
    'process.env.NODE_ENV': '"production"',
    __VERSION__: JSON.stringify(version),
    // To the day: a loader that is built twice on one day is the same file.
    __BUILT_AT__: String(Math.floor(Date.now() / day) * day),
  },
  plugins: [parts(), zodWithoutGlobal()],
  environments: {
    ...entries,
    npm: {
      consumer: 'client',
      build: {
        outDir: 'dist/npm',
        minify: false,
        sourcemap: true,
        target: 'es2022',
        lib: {
          entry: {
            index: 'src/index.ts',
            score: 'src/figures/score.ts',
            schema: 'src/entries/schema.ts',
            links: 'src/links/index.ts',
          },
          formats: ['es'],
        },
        rolldownOptions: { external: [/^preact/, /^@preact\//, /^zod/] },
      },
    },
  },
  builder: {
    async buildApp(builder) {
      for (const name of [...Object.keys(entries), 'npm']) {
        const environment = builder.environments[name]
        if (environment) await builder.build(environment)
      }
    },
  },
})
