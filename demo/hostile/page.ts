import { readFileSync } from 'node:fs'
import { type Site, tag } from '../page.ts'
import type { Scenario } from '../scenario.ts'
import { newOrderNumber } from '../shop/order.ts'
import { json, Markup, nothing, render } from '../template.ts'

const template = readFileSync(new URL('./index.html', import.meta.url), 'utf8')

/**
 * A page with a purchase that does everything to get in a widget's way. `?order=` sets the order number (else each
 * visit gets a new one), `?library=old` adds a library that extends the built-in prototypes. Neither the page nor its
 * headers name a character set, there is no doctype, and `base` points elsewhere.
 */
export function hostilePage(site: Site, scenario: Scenario, url: URL): Response {
  const transaction_id = url.searchParams.get('order') ?? newOrderNumber()
  const library = `<script src="${url.origin}/hostile/old-library.js"></script>`
  const page = render(template, {
    origin: url.origin,
    layer: scenario.layer,
    library: url.searchParams.get('library') === 'old' ? new Markup(library) : nothing,
    event: json({
      event: 'purchase',
      parameters: { transaction_id, value: 59.9, currency: 'EUR', items: [] },
    }),
    push: scenario.push,
    tag: tag(site, scenario),
  })
  return new Response(page.html, { headers: { 'content-type': 'text/html', 'cache-control': 'no-cache' } })
}
