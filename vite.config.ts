import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { minify } from 'terser'
import { defineConfig, type Plugin } from 'vite'
import { noticeOf } from './scripts/notices.mjs'
import { frameworkEntries, packageEntries } from './scripts/package-entries.mjs'
import { zodWithoutGlobal } from './scripts/zod-without-global.ts'

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
const day = 86_400_000

/**
 * When it was built, epoch milliseconds: by the last commit, so that whoever builds the same commit gets the same bytes on
 * any day. A folder without a history is built now.
 */
function builtAt(): number {
  const { SOURCE_DATE_EPOCH: given } = process.env
  const { stdout } = spawnSync('git', ['log', '-1', '--format=%ct'], { encoding: 'utf8' })
  return Number(given || stdout) * 1000 || Date.now()
}

const languages = readdirSync('src/i18n')
  .map(name => name.replace(/\.ts$/, ''))
  .filter(name => /^[a-z]{2}(-[A-Z]{2})?$/.test(name) && name !== 'en')

/** The constant that a language's file exports: sv, ptBR. */
const exportOf = (tag: string) => tag.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())

/** Properties of the loader's own state, which no other file sees: in its file the minifier shortens their names. */
const loaderNames = [
  'address',
  'attributes',
  'gone',
  'hasAny',
  'hasBegun',
  'isCounted',
  'isOver',
  'isReady',
  'parts',
  'presence',
  'queued',
  'surveys',
  'view',
]

/** The files with signals in them: reading one there has an effect, it subscribes. */
const withSignals = ['survey', 'preview', 'full']

/**
 * A second minifier takes a few hundredths more. Nothing here relies on a function's own `arguments`, `length` or
 * `prototype`, so it may assume so.
 */
async function smaller(code: string, environment: string): Promise<string> {
  const { code: smallest } = await minify(code, {
    ecma: 2020,
    compress: {
      passes: 3,
      unsafe: true,
      unsafe_arrows: true,
      unsafe_methods: true,
      keep_fargs: false,
      pure_getters: !withSignals.includes(environment),
    },
    mangle: {
      toplevel: true,
      properties: environment === 'loader' && { regex: new RegExp(`^(${loaderNames.join('|')})$`) },
    },
    format: { ascii_only: true, quote_style: 3 },
  })
  return smallest ?? code
}

/** The files of which nearly every function runs as soon as they are there. */
const calledAtOnce = ['decision', 'survey']

/**
 * Chrome 136 and newer compile every function of a file that begins so while it is being fetched, and not one by one as each is
 * called: about a tenth of the page's own work until the question is painted (v8.dev/blog/explicit-compile-hints). To others it
 * is a comment.
 */
const hintOf = (environment: string) =>
  calledAtOnce.includes(environment) ? '//# allFunctionsCalledOnLoad\n' : ''

/** `locales/pt-BR` and `ask-collector` as the names of constants. */
const constantOf = (name: string) => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())

/**
 * Builds the browser's files one after another, names each by its content, and tells the later ones which digests the
 * earlier ones have, by the module `virtual:digests`.
 */
function parts(): Plugin {
  const built = new Map<string, string>()
  const constant = (name: string, value: unknown) => `export const ${name} = ${JSON.stringify(value)}\n`

  /** The digests of all files built so far: importing one that isn't built yet fails the build. */
  function digestsModule(): string {
    const files = [...built].filter(([name]) => !name.startsWith('locales/'))
    const locales = Object.fromEntries(languages.map(tag => [tag, built.get(`locales/${tag}`)]))
    return (
      files.map(([name, digest]) => constant(constantOf(name), digest)).join('') +
      constant('locales', locales)
    )
  }

  // A language has no code of its own: this is its file's whole entry.
  const localeEntry = (tag: string) =>
    `import { ${exportOf(tag)} } from '/src/i18n/${tag}.ts'\nimport { handOver } from '/src/entries/hand-over.ts'\nhandOver('locales/${tag}', ${exportOf(tag)})`

  return {
    name: 'howlikely-parts',
    sharedDuringBuild: true,
    enforce: 'pre',
    resolveId(id) {
      // An entry arrives as a path below the root.
      const name = id.slice(Math.max(0, id.indexOf('virtual:')))
      return name === 'virtual:digests' || name.startsWith('virtual:locales/') ? `\0${name}` : undefined
    },
    load(id) {
      if (id.startsWith('\0virtual:locales/')) return localeEntry(id.slice('\0virtual:locales/'.length))
      return id === '\0virtual:digests' ? digestsModule() : undefined
    },
    async generateBundle(_, bundle) {
      if (!(this.environment.name in entries)) return
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue
        const { name } = this.environment
        chunk.code = hintOf(name) + noticeOf(chunk.modules) + (await smaller(chunk.code, name))
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
const environmentOf = (name: string) => name.replace('locales/', 'locale_').replaceAll('-', '_')
const fileNameOf = (environment: string) => environment.replace(/^locale_/, 'locales/').replaceAll('_', '-')

const locales = languages.map(tag => `locales/${tag}`)
/** In the order in which they are built: each may load those before it. */
const hashed = [
  ...locales,
  'survey',
  'config-file',
  'cookies',
  'consent-tools',
  'respondents',
  'preview',
  'explain',
  'sources',
  'decision',
]

/** How long plugins took on a busy machine is no news for who starts the demo. */
const quiet = { bundlerTimings: false, moduleLevelDirective: false }

const script = (name: string, entry: string, target: string) => ({
  consumer: 'client' as const,
  build: {
    outDir: 'dist/browser',
    emptyOutDir: false,
    target,
    // The oldest that run it: what they know needs no second spelling.
    cssTarget: ['chrome111', 'firefox111', 'safari16.4'],
    copyPublicDir: false,
    lib: {
      entry,
      formats: ['iife' as const],
      name: 'howlikelyPart',
      fileName: () => `${name}.js`,
    },
    // A page without a charset would garble anything but ASCII.
    rolldownOptions: { checks: quiet, output: { charset: 'ascii' as const, entryFileNames: `${name}.js` } },
  },
})

const entryOf = (name: string) => (name.startsWith('locales/') ? `virtual:${name}` : `src/entries/${name}.ts`)

const entries: Record<string, ReturnType<typeof script>> = {
  ...Object.fromEntries(hashed.map(name => [environmentOf(name), script(name, entryOf(name), 'es2022')])),
  loader: script('howlikely', 'src/entries/loader.ts', 'es2017'),
  full: script('howlikely.full', 'src/entries/full.ts', 'es2022'),
}

/** Languages, and the files of src/package: what `src/index.ts` imports later. */
const packageParts = readdirSync('src/package').map(name => name.replace(/\.ts$/, ''))

/**
 * Keeps what the package imports later in files of their own, beside it. Each holds all that it needs: what they share stands
 * in several, as in the browser's files, so that a site's bundler finds nothing to put into a file of its own, which would be
 * one request more.
 */
function laterParts(): Plugin {
  return {
    name: 'howlikely-later-parts',
    enforce: 'pre',
    resolveId(source, importer, { kind }) {
      if (source === '../index.ts' && importer?.includes('/src/frameworks/'))
        return { id: './index.js', external: true }
      if (kind !== 'dynamic-import' || !importer?.endsWith('/src/index.ts')) return undefined
      const [, folder, name] = /^\.\/(package|i18n)\/([\w-]+)\.ts$/.exec(source) ?? []
      if (!name) return undefined
      const place = this.environment.name === 'cjs' ? '../npm' : '.'
      return { id: `${place}/${folder === 'i18n' ? `locales/${name}` : name}.js`, external: true }
    },
  }
}

const packaged = (entry: Readonly<Record<string, string>>, format: 'es' | 'cjs') => ({
  consumer: 'client' as const,
  build: {
    outDir: format === 'es' ? 'dist/npm' : 'dist/cjs',
    emptyOutDir: false,
    minify: false,
    sourcemap: true,
    target: 'es2022',
    copyPublicDir: false,
    lib: { entry: { ...entry }, formats: [format], fileName: (_: string, name: string) => `${name}.js` },
    rolldownOptions: {
      checks: quiet,
      external: [/^preact/, /^@preact\//, /^zod/, /^(react|vue|svelte|solid-js)(\/|$)/],
      output: { chunkFileNames: '[name].js' },
    },
  },
})

const { index, ...ofServers } = packageEntries

const packages: Record<string, ReturnType<typeof packaged>> = {
  npm: packaged({ index }, 'es'),
  ...Object.fromEntries(
    packageParts.map(name => [
      `npm_${environmentOf(name)}`,
      packaged({ [name]: `src/package/${name}.ts` }, 'es'),
    ]),
  ),
  npm_locales: packaged(
    Object.fromEntries(languages.map(tag => [`locales/${tag}`, `src/i18n/${tag}.ts`])),
    'es',
  ),
  npm_servers: packaged(ofServers, 'es'),
  ...Object.fromEntries(
    Object.entries(frameworkEntries).flatMap(([name, source]) => [
      [`npm_for_${name}`, packaged({ [name]: source }, 'es')],
      [`cjs_for_${name}`, packaged({ [name]: source }, 'cjs')],
    ]),
  ),
  cjs: packaged(packageEntries, 'cjs'),
}

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  resolve: { dedupe: ['preact'] },
  define: {
    'process.env.NODE_ENV': '"production"',
    __VERSION__: JSON.stringify(version),
    // To the day: a loader changes no more often than what is in it.
    __BUILT_AT__: String(Math.floor(builtAt() / day) * day),
  },
  plugins: [parts(), laterParts(), zodWithoutGlobal()],
  environments: {
    ...entries,
    ...packages,
  },
  builder: {
    async buildApp(builder) {
      for (const name of [...Object.keys(entries), ...Object.keys(packages)]) {
        const environment = builder.environments[name]
        if (environment) await builder.build(environment)
      }
    },
  },
})
