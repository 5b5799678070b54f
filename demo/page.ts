import { readdirSync, readFileSync } from 'node:fs'
import type { Scenario } from './scenario.ts'
import { type Basket, pieces } from './shop/basket.ts'
import type { Ga4Ecommerce, Ga4Purchase } from './shop/order.ts'
import { escaped, joined, json, Markup, nothing, render, type Values } from './template.ts'

function readFolder(folder: string, extension: string): ReadonlyMap<string, string> {
  const place = new URL(folder, import.meta.url)
  const names = readdirSync(place).filter(name => name.endsWith(extension))
  return new Map(
    names.map(name => [
      name.slice(0, -extension.length),
      readFileSync(new URL(name, place), 'utf8').trimEnd(),
    ]),
  )
}

const templates = readFolder('./pages/', '.html')
const drawings = readFolder('./assets/art/', '.svg')

function named(kind: string, all: ReadonlyMap<string, string>, name: string): string {
  const text = all.get(name)
  if (text === undefined) throw new Error(`There is no ${kind} named ${name}.`)
  return text
}

/** Fills the template `pages/<name>.html`. */
export function fill(name: string, values: Values = {}): Markup {
  return render(named('template', templates, name), values)
}

/** The drawing `assets/art/<name>.svg`, for use in a page. */
export function drawing(name: string): Markup {
  return new Markup(named('drawing', drawings, name))
}

/** An event that the shop reports to its analytics on a page, in GA4's terms. */
export type AnalyticsEvent =
  | { event: 'view_item_list'; parameters: Pick<Ga4Ecommerce, 'currency' | 'items'> }
  | { event: 'view_item' | 'view_cart' | 'begin_checkout'; parameters: Ga4Ecommerce }
  | { event: 'purchase'; parameters: Ga4Purchase }

export interface Page {
  title: string
  main: Markup
  section: 'shop' | 'help' | 'basket'
  basket: Basket
  event?: AnalyticsEvent
  scripts?: Markup
}

export interface Site {
  /** The widget's script, wherever it is served from. */
  widgetUrl: string
  /** Where the widget sends responses. */
  endpoint: string
  /** The report's address, for a link in the footer. */
  reportUrl?: string | undefined
}

/** The pasted tag, with the scenario's attributes first: of two attributes with the same name, the first counts. */
export function tag(site: Site, scenario: Scenario): Markup {
  if (scenario.tag === 'off') return nothing
  const attributes = [...scenario.attributes]
    .map(([name, value]) => ` data-${name}="${escaped(value)}"`)
    .join('')
  const block = scenario.options
    ? new Markup(`<script type="application/json" data-howlikely>${json(scenario.options).html}</script>`)
    : nothing
  const script = fill('tag', {
    attributes: new Markup(attributes),
    widget: site.widgetUrl,
    endpoint: site.endpoint,
  })
  return joined([block, script])
}

const current = new Markup(' aria-current="page"')

/** A whole page of the shop. */
export function shopPage(page: Page, site: Site, scenario: Scenario): Markup {
  const count = pieces(page.basket)
  const isPurchase = page.event?.event === 'purchase'
  const here = (section: Page['section']) => (page.section === section ? current : nothing)
  return fill('layout', {
    title: page.title,
    layer: scenario.layer,
    events: page.event
      ? fill('event', { when: isPurchase ? scenario.push : 'before', event: json(page.event) })
      : nothing,
    tag: tag(site, scenario),
    scripts: page.scripts ?? nothing,
    mark: drawing('mark'),
    inShop: here('shop'),
    inHelp: here('help'),
    inBasket: here('basket'),
    pieces: count,
    piecesInWords: count === 0 ? 'empty' : count === 1 ? 'one thing' : `${count} things`,
    main: page.main,
    report: site.reportUrl ? fill('report-link', { url: site.reportUrl }) : nothing,
  })
}
