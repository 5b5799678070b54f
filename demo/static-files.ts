import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'

const types: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
}

const here = new URL('./', import.meta.url)

function extension(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1)
}

function listed(folder: string): string[] {
  const names = readdirSync(new URL(`${folder}/`, here), { recursive: true, encoding: 'utf8' })
  return names.filter(name => extension(name) in types).map(name => `${folder}/${name}`)
}

// Listed once: only files in this list are ever read, whatever the address.
const files: ReadonlySet<string> = new Set(['assets', 'spa', 'hostile'].flatMap(listed))

/** A style sheet, script or drawing such as "assets/shop.css" as a response; null if there is none. */
export async function staticFile(name: string): Promise<Response | null> {
  if (!files.has(name)) return null
  return new Response(await readFile(new URL(name, here)), {
    headers: { 'content-type': types[extension(name)] ?? 'text/plain', 'cache-control': 'no-cache' },
  })
}
