import { readFileSync } from 'node:fs'
import { drawing, type Site, tag } from '../page.ts'
import type { Scenario } from '../scenario.ts'
import { catalogueBlock } from '../shop/views.ts'
import { type Markup, render } from '../template.ts'

const template = readFileSync(new URL('./index.html', import.meta.url), 'utf8')

/** The single-page shop: one page for every address under `/spa`; its script decides what it shows. */
export function spaPage(site: Site, scenario: Scenario): Markup {
  return render(template, {
    layer: scenario.layer,
    tag: tag(site, scenario),
    catalogue: catalogueBlock(),
    mark: drawing('mark'),
  })
}
