import { build } from 'vite'

const entry = 'virtual:page'

/** Bundles a page's own code with what it imports from npm, as a site does; returns each file by its path on the site. */
export async function bundle(code: string): Promise<Map<string, string>> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [
      {
        name: 'page',
        resolveId: id => (id === entry ? `\0${entry}` : undefined),
        load: id => (id === `\0${entry}` ? code : undefined),
      },
    ],
    build: {
      write: false,
      rolldownOptions: { input: entry, output: { entryFileNames: 'site.js', chunkFileNames: '[name].js' } },
    },
  })
  const files = new Map<string, string>()
  for (const { output } of [built].flat().filter(one => 'output' in one)) {
    for (const file of output) if (file.type === 'chunk') files.set(`/${file.fileName}`, file.code)
  }
  return files
}
