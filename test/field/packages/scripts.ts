import type { Page } from 'playwright'
import { expect } from 'vitest'
import type { PageSettings } from '../../support/bare-page.ts'
import { library } from './library.ts'

/** A page with a script that changes all of it, or how its scripts come in. */
export interface ScriptedPage {
  name: string
  settings(): PageSettings
  /** The page is ready for a visitor. */
  isReady: string
  /** Whether the script still does its job. */
  expectWorks(page: Page): Promise<void>
}

const heading = (page: Page) => page.getByRole('heading', { name: 'Thank you for your order' })

/** How bright a colour is, from 0 to 1, roughly. */
const brightness = (page: Page) =>
  page.evaluate(() => {
    const [red = 0, green = 0, blue = 0] = (
      getComputedStyle(document.documentElement).backgroundColor.match(/[\d.]+/g) ?? []
    ).map(Number)
    return (red + green + blue) / 765
  })

function darkReader(): PageSettings {
  const { head, scripts } = library('darkreader/darkreader.js')
  return {
    head: `<style>html { background: #fff; color: #000 }</style>${head}<script>DarkReader.enable()</script>`,
    scripts,
    body: '<button onclick="DarkReader.disable()">Light</button>',
  }
}

const options = JSON.stringify({ endpoint: '/responses', automation: 'ask', delay: '0s' })

/**
 * What a tag manager does: it takes over the layer's `push`, puts a container into the page that arrives late, and when
 * an event in its rules occurs, the container writes the tags' code into the page, without their attributes.
 */
function tagManager(): PageSettings {
  const { head, scripts } = library('data-layer-helper/dist/data-layer-helper.js')
  const container = `{
    window.fired = []
    const put = code => {
      const script = document.createElement('script')
      script.text = code
      document.body.append(script)
      script.remove()
    }
    new DataLayerHelper(dataLayer, (model, message) => {
      if (message && message.event) fired.push(message.event)
      if (message && message.event === 'gtm.js') put(\`
        window.howlikely = window.howlikely || function () { (howlikely.q = howlikely.q || []).push(arguments) }
        howlikely('options', ${options})
        { const s = document.createElement('script'); s.async = true; s.src = '/widget/howlikely.js'; document.head.append(s) }\`)
    }, true)
  }`
  return {
    tag: null,
    head: `${head}<script>
      window.dataLayer = window.dataLayer || []
      dataLayer.push({ 'gtm.start': new Date().getTime(), event: 'gtm.js' })
      { const first = document.getElementsByTagName('script')[0], script = document.createElement('script')
        script.async = true
        script.src = '/container.js'
        first.parentNode.insertBefore(script, first) }
    </script>`,
    scripts: { ...scripts, '/container.js': container },
  }
}

/**
 * What an optimizing proxy does: it gives every script a type that no browser runs; after the page has been parsed its
 * loader runs copies of them, one after the other, and says once more that the page is ready. No script is the current one.
 */
const rewriting: PageSettings = {
  tag: { type: '7f3a9c-text/javascript' },
  body: `<script type="7f3a9c-text/javascript">
      document.addEventListener('DOMContentLoaded', () => { window.isTold = true })
      window.runs = (window.runs || 0) + 1
    </script>
    <script>
      addEventListener('DOMContentLoaded', async () => {
        Object.defineProperty(document, 'currentScript', { get: () => null, configurable: true })
        for (const asleep of document.querySelectorAll('script[type$="-text/javascript"]')) {
          const script = document.createElement('script')
          for (const { name, value } of asleep.attributes) if (name !== 'type') script.setAttribute(name, value)
          script.text = asleep.text
          script.async = false
          const loaded = script.src ? new Promise(done => { script.onload = script.onerror = done }) : null
          asleep.after(script)
          asleep.remove()
          await loaded
        }
        document.dispatchEvent(new Event('DOMContentLoaded'))
      })
    </script>`,
}

function mooTools(): PageSettings {
  const { head, scripts } = library('mootools/lib/mootools-core-1.5.2-server.js')
  return {
    head,
    scripts,
    body: `<script>
      const Basket = new Class({ Implements: [Options, Events], options: { items: [] },
        initialize(options) { this.setOptions(options) },
        add(item) { this.options.items.include(item); this.fireEvent('added', item); return this } })
      const basket = new Basket({ items: ['kettle'] })
    </script>`,
  }
}

export const scriptedPages: readonly ScriptedPage[] = [
  {
    name: 'Dark Reader',
    settings: darkReader,
    isReady: 'DarkReader.isEnabled()',
    async expectWorks(page) {
      await expect.poll(() => brightness(page)).toBeLessThan(0.3)
      await page.getByRole('button', { name: 'Light' }).click()
      await expect.poll(() => brightness(page)).toBe(1)
    },
  },
  {
    name: 'a tag manager',
    settings: tagManager,
    isReady: 'typeof howlikely === "function"',
    async expectWorks(page) {
      await page.evaluate('dataLayer.push({ event: "later" })')
      await expect.poll(() => page.evaluate('fired')).toEqual(['gtm.js', 'later'])
    },
  },
  {
    name: 'a proxy that runs its scripts later',
    settings: () => rewriting,
    isReady: 'typeof howlikely === "function" && window.isTold',
    async expectWorks(page) {
      expect(await page.evaluate('runs')).toBe(1)
      await heading(page).waitFor()
    },
  },
  {
    name: 'MooTools',
    settings: mooTools,
    isReady: 'typeof howlikely === "function"',
    async expectWorks(page) {
      const added = `{
        const heard = []
        basket.addEvent('added', item => heard.push(item))
        basket.add('pot').add('kettle');
        [heard, basket.options.items, Object.keys({ a: 1 }), JSON.stringify([1])]
      }`
      expect(await page.evaluate(added)).toEqual([['pot', 'kettle'], ['kettle', 'pot'], ['a'], '[1]'])
    },
  },
]
