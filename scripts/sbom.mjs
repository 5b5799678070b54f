// `npm run sbom`: writes sbom.cdx.json, a CycloneDX bill of materials of what users install and of what is in the built
// files. npm makes it, but would call the libraries in the built files our tools, and leave them out.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { installedPackages } from './bundled.mjs'
import { npm } from './npm.mjs'
import { say, stop } from './say.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const file = join(root, 'sbom.cdx.json')

const { status, stdout, stderr } = npm(['sbom', '--sbom-format=cyclonedx'], { cwd: root })
if (status !== 0) stop(`npm could make no bill of materials: ${stderr.trim()}`)
const bill = JSON.parse(stdout)

const names = installedPackages()
const components = bill.components.filter(({ name }) => names.includes(name))
const missing = names.filter(name => !components.some(component => component.name === name))
if (missing.length > 0) stop(`The bill of materials has no ${missing.join(', ')}: run npm ci, and try again.`)

const kept = new Set([bill.metadata.component['bom-ref'], ...components.map(one => one['bom-ref'])])
const isDevelopment = ({ name }) => name.startsWith('cdx:npm:package:development')

bill.metadata.component.name = 'howlikely'
bill.components = components.map(({ properties = [], ...component }) => ({
  ...component,
  properties: properties.filter(one => !isDevelopment(one)),
}))
bill.dependencies = bill.dependencies
  .filter(({ ref }) => kept.has(ref))
  .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter(one => kept.has(one)) }))

writeFileSync(file, `${JSON.stringify(bill, null, 2)}\n`)
say(`${components.length} packages: ${file}`)
