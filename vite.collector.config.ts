import { readFileSync } from 'node:fs'
import { defineConfig } from 'vite'

/**
 * The collector and the command as JavaScript, for those who install the package: Node runs no TypeScript in
 * `node_modules`. Their libraries are in these files, so that whoever installs the widget installs none of them. From the
 * sources they start without being built: `node src/collector/main.ts`.
 */
// biome-ignore lint/style/noDefaultExport: Vite asks for it
export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [
    {
      name: 'report-styles',
      // Where main.ts looks for them, seen from its own folder.
      generateBundle() {
        const source = readFileSync(new URL('./src/report/report.css', import.meta.url), 'utf8')
        this.emitFile({ type: 'asset', fileName: 'report/report.css', source })
      },
    },
  ],
  ssr: { noExternal: true },
  build: {
    ssr: true,
    outDir: 'dist',
    // The browser's files stand in there, too.
    emptyOutDir: false,
    copyPublicDir: false,
    target: 'node22',
    minify: false,
    rolldownOptions: {
      input: {
        main: 'src/collector/main.ts',
        index: 'src/collector/index.ts',
        howlikely: 'src/command/main.ts',
        // Started by its name, as a thread.
        'sqlite-thread': 'src/collector/store/sqlite-thread.ts',
      },
      // What `pg` takes where it is there, and does without.
      external: ['pg-native'],
      // Comments on where each module was found would differ from one computer to the next.
      experimental: { attachDebugInfo: 'none' },
      output: {
        entryFileNames: ({ name }) => (name === 'howlikely' ? 'command/[name].js' : 'collector/[name].js'),
        chunkFileNames: 'collector/[name].js',
      },
    },
  },
})
