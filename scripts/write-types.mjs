// Makes one file of types for each import of the package from those that the compiler has written: with all comments, and
// without types that nobody can name. A second copy is for `require`: TypeScript goes by the nearest package.json.
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'
import { dts } from 'rolldown-plugin-dts'
import { frameworkEntries, nodeEntries, packageEntries } from './package-entries.mjs'

const dist = fileURLToPath(new URL('../dist', import.meta.url))
const written = join(dist, 'types-of-files')
const types = join(dist, 'types')
const commonJs = join(dist, 'cjs')

const typesOf = source => join(written, source.replace(/^src\//, '').replace(/\.tsx?$/, '.d.ts'))
const entries = Object.entries({ ...packageEntries, ...frameworkEntries, ...nodeEntries })

const bundle = await rolldown({
  input: Object.fromEntries(entries.map(([name, source]) => [name, typesOf(source)])),
  plugins: [dts({ dtsInput: true, emitDtsOnly: true, generator: 'oxc' })],
  external: /^[^./]/,
})
await bundle.write({ dir: types, format: 'es', chunkFileNames: 'shared/[name].ts' })
await bundle.close()
rmSync(written, { recursive: true })

mkdirSync(commonJs, { recursive: true })
cpSync(types, join(commonJs, 'types'), { recursive: true })
writeFileSync(join(commonJs, 'package.json'), '{ "type": "commonjs" }\n')
// Node can `require` modules since 22.12; a CommonJS build would be a second copy of a megabyte.
writeFileSync(join(commonJs, 'collector.js'), "module.exports = require('../collector/index.js')\n")
