import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import type { BrowserFile, BrowserFiles } from './browser-files.ts'

const compressBrotli = promisify(brotliCompress)
const compressGzip = promisify(gzip)

/** Scripts in the folder itself or in `locales`, and their libraries' licences; no path can lead outside. */
const servedPath = /^((locales\/)?[\w-]+(\.[\w-]+)*\.js|THIRD-PARTY\.txt)$/

/** The files that Vite writes for the report: scripts and styles with a digest in their names, and the manifest. */
export const reportPath = /^([\w-]+(\.[\w-]+)*\.(js|css)|manifest\.json)$/

/**
 * The files in a folder, each read and compressed once until it changes.
 * @param served the paths that may be requested
 * @default scripts, also in `locales`
 */
export function browserFolder(folder: string, served = servedPath): BrowserFiles {
  const read = new Map<string, { changedAt: number; file: Promise<BrowserFile> }>()

  return async path => {
    if (!served.test(path)) return null
    const changedAt = await lastChange(join(folder, path))
    if (changedAt === null) return null
    const before = read.get(path)
    if (before?.changedAt === changedAt) return before.file
    const file = readBrowserFile(join(folder, path))
    read.set(path, { changedAt, file })
    // One that could not be read is tried again on the next request.
    file.catch(() => read.delete(path))
    return file
  }
}

async function lastChange(file: string): Promise<number | null> {
  try {
    const found = await stat(file)
    return found.isFile() ? found.mtimeMs : null
  } catch {
    return null
  }
}

async function readBrowserFile(file: string): Promise<BrowserFile> {
  const plain = new Uint8Array(await readFile(file))
  const [brotli, gzipped] = await Promise.all([compressBrotli(plain), compressGzip(plain, { level: 9 })])
  return {
    plain,
    brotli: new Uint8Array(brotli),
    gzip: new Uint8Array(gzipped),
    etag: createHash('sha256').update(plain).digest('base64url').slice(0, 22),
  }
}
