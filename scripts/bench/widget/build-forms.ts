import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const entries = { floor: 'pages/floor.ts', bare: 'pages/bare.tsx' }

/** Builds the scripts of the pages that howlikely is compared with, each as a single file in a folder. */
export async function buildForms(folder: string): Promise<void> {
  for (const [name, entry] of Object.entries(entries)) await buildForm(folder, name, entry)
}

async function buildForm(folder: string, name: string, entry: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact', development: false } },
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir: folder,
      emptyOutDir: false,
      copyPublicDir: false,
      target: 'es2022',
      lib: {
        entry: fileURLToPath(new URL(entry, import.meta.url)),
        formats: ['iife'],
        name,
        fileName: () => `${name}.js`,
      },
    },
  })
}
