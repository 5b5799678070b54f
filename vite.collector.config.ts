import { readFileSync } from 'node:fs'
import { defineConfig } from 'vite'

/**
 * The collector as JavaScript, for those who install the package: Node runs no TypeScript in `node_modules`. From
 * the sources it starts without being built: `node src/collector/main.ts`.
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
        // Started by its name, as a thread.
        'sqlite-thread': 'src/collector/store/sqlite-thread.ts',
      },
      output: { entryFileNames: 'collector/[name].js', chunkFileNames: 'collector/[name].js' },
    },
  },
})
