import { defineConfig } from 'vite'
import { zodWithoutGlobal } from './scripts/zod-without-global.ts'

/** The report's application: files named by their contents, which the collector serves under its strict policy. */
export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  resolve: { dedupe: ['preact'] },
  plugins: [zodWithoutGlobal()],
  base: '/report/files/',
  build: {
    outDir: 'dist/report/app',
    emptyOutDir: false,
    copyPublicDir: false,
    assetsDir: '.',
    manifest: 'manifest.json',
    modulePreload: false,
    target: ['chrome111', 'firefox111', 'safari16.4'],
    rolldownOptions: { input: 'src/report/app/main.tsx' },
  },
})
