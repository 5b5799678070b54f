import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PageSettings } from '../../support/bare-page.ts'
import { buildsStacks, createStackProject, runIn } from '../../support/stacks.ts'
import { library } from './library.ts'

/**
 * A page that goes to the next without loading it: by a link "Next", and back by the browser. Both have the heading that
 * their title says, and a field "Search" that stays as it is.
 */
export interface NavigatedPage {
  name: string
  /** @param next where the link leads */
  page(content: { title: string; next?: string; order?: string }): PageSettings
}

const tag = 'src="/widget/howlikely.js" data-endpoint="/responses" data-automation="ask" data-delay="0s"'

const link = (next: string | undefined, more = '') => (next ? `<p><a href="${next}"${more}>Next</a></p>` : '')

const title = (name: string) => `<script>document.title = '${name}'</script><h2>${name}</h2>`

const search = (stays: string) => `<label ${stays}>Search <input></label>`

/**
 * What Astro's client router does to a page, with its own steps and events: it fetches and parses the next page; in a view
 * transition that page's attributes, head and body replace this one's, and elements that are to persist are carried over;
 * then scripts that have not run yet are run. The router itself needs a build of its site: see `builtRouter`.
 */
const astroRouter = `
  const ran = new Set()
  const keyOf = script => script.src ? new URL(script.src, location.href).href : script.textContent
  for (const script of document.scripts) { ran.add(keyOf(script)); script.dataset.astroExec = '' }
  history.replaceState({ index: 0 }, '')
  let index = 0
  const tell = name => document.dispatchEvent(new Event(name))
  async function runScripts() {
    for (const script of [...document.scripts]) {
      if (script.dataset.astroExec === '' || !['', 'module', 'text/javascript'].includes(script.type)) continue
      const again = document.createElement('script')
      again.innerHTML = script.innerHTML
      for (const { name, value } of script.attributes) again.setAttribute(name, value)
      again.dataset.astroExec = ''
      const loaded = again.src ? new Promise(done => { again.onload = again.onerror = done }) : null
      script.replaceWith(again)
      await loaded
    }
  }
  function swap(next) {
    for (const script of next.scripts) {
      const key = keyOf(script)
      if (!script.hasAttribute('data-astro-rerun') && ran.has(key)) script.dataset.astroExec = ''
      ran.add(key)
    }
    const root = document.documentElement
    for (const { name } of [...root.attributes]) if (name !== 'data-astro-transition') root.removeAttribute(name)
    for (const { name, value } of next.documentElement.attributes) root.setAttribute(name, value)
    for (const one of [...document.head.children]) one.remove()
    document.head.append(...next.head.children)
    const old = document.body
    const kept = [...old.querySelectorAll('[data-astro-transition-persist]')].flatMap(one => {
      const place = next.body.querySelector('[data-astro-transition-persist="' + one.dataset.astroTransitionPersist + '"]')
      if (!place) return []
      root.append(one)
      return [[one, place]]
    })
    old.replaceWith(next.body)
    for (const [one, place] of kept) place.replaceWith(one)
  }
  async function go(href, isNew) {
    tell('astro:before-preparation')
    const html = await (await fetch(href)).text()
    const next = new DOMParser().parseFromString(html, 'text/html')
    tell('astro:after-preparation')
    if (document.startViewTransition) document.documentElement.setAttribute('data-astro-transition', 'forward')
    const update = async () => {
      tell('astro:before-swap')
      swap(next)
      if (isNew) history.pushState({ index: ++index }, '', href)
      scrollTo(0, 0)
      tell('astro:after-swap')
    }
    if (document.startViewTransition) {
      const transition = document.startViewTransition(update)
      // As long as it lasts, its pictures lie over the page, and take clicks.
      transition.finished.then(() => document.documentElement.removeAttribute('data-astro-transition'))
      await transition.updateCallbackDone
    } else await update()
    await runScripts()
    tell('astro:page-load')
    const announcer = document.createElement('div')
    announcer.ariaLive = 'assertive'
    announcer.ariaAtomic = 'true'
    document.body.append(announcer)
  }
  document.addEventListener('click', event => {
    const link = event.target.closest('a')
    if (!link) return
    event.preventDefault()
    go(link.href, true)
  })
  addEventListener('popstate', () => go(location.href, false))`

let router: { script: string; metas: string } | undefined

/** Astro's own client router from a build with Astro: its script, and what it adds to the head. */
function builtRouter(): { script: string; metas: string } {
  if (router) return router
  const project = createStackProject()
  project.write(
    'src/pages/index.astro',
    "---\nimport { ClientRouter } from 'astro:transitions'\n---\n<html><head><ClientRouter /></head><body></body></html>",
  )
  runIn(project, 'astro', 'build')
  const dist = join(project.folder, 'dist')
  const html = readFileSync(join(dist, 'index.html'), 'utf8')
  const scripts = readdirSync(join(dist, '_astro')).filter(name => name.endsWith('.js'))
  if (scripts.length !== 1) throw new Error(`Astro built ${scripts.length} scripts where one was looked for.`)
  router = {
    script: readFileSync(join(dist, '_astro', `${scripts[0]}`), 'utf8'),
    metas: (html.match(/<meta name="astro-[^>]*>/g) ?? []).join(''),
  }
  project.remove()
  return router
}

const astroPage = (
  { title: name, next, order }: Parameters<NavigatedPage['page']>[0],
  script: string,
  more: Pick<PageSettings, 'head' | 'scripts'>,
): PageSettings => ({
  ...more,
  // Astro's way to say that a script which has run is to run once more.
  tag: order === undefined ? {} : { 'data-trigger': 'checkout', 'data-ref': order, 'data-astro-rerun': '' },
  body: `${title(name)}${search('data-astro-transition-persist="search"')}${link(next)}${script}`,
})

/** The router itself, in `npm run test:all`. */
const ofAstro: NavigatedPage = {
  name: 'Astro’s own router',
  page(content) {
    const { script, metas } = builtRouter()
    const head = `${metas}<script type="module" src="/astro-client-router.js"></script>`
    return astroPage(content, '', { head, scripts: { '/astro-client-router.js': script } })
  },
}

export const navigatedPages: readonly NavigatedPage[] = [
  ...(buildsStacks ? [ofAstro] : []),
  {
    name: 'Turbo',
    page({ title: name, next, order }) {
      const { head, scripts } = library('@hotwired/turbo/dist/turbo.es2017-umd.js')
      return {
        head,
        scripts,
        tag: order === undefined ? {} : { 'data-trigger': 'checkout', 'data-ref': order },
        body: `${title(name)}${search('id="search" data-turbo-permanent')}${link(next)}`,
      }
    },
  },
  {
    name: 'htmx',
    page({ title: name, next, order }) {
      const { head, scripts } = library('htmx.org/dist/htmx.js')
      const told =
        order === undefined ? '' : `<script ${tag} data-trigger="checkout" data-ref="${order}"></script>`
      return {
        head,
        scripts,
        body: `${title(name)}${search('id="search" hx-preserve')}${link(next, ' hx-boost="true"')}${told}`,
      }
    },
  },
  {
    name: 'Astro’s view transitions',
    page: content =>
      astroPage(content, '<script src="/astro-router.js"></script>', {
        scripts: { '/astro-router.js': `{${astroRouter}}` },
      }),
  },
  {
    name: 'Swup',
    page({ title: name, next, order }) {
      const { head, scripts } = library('swup/dist/Swup.umd.js')
      // It runs no scripts in what it swaps in: the site's own code reports the order there.
      const start = `
        const swup = new Swup({ animationSelector: false })
        const tell = () => {
          const order = document.querySelector('#swup [data-order]')
          if (order) howlikely('trigger', 'checkout', { ref: order.dataset.order })
        }
        swup.hooks.on('page:view', tell)`
      const told = order === undefined ? '' : `<p data-order="${order}">Thank you</p>`
      return {
        head,
        scripts: { ...scripts, '/start-swup.js': start },
        body: `${search('')}<div id="swup">${title(name)}${link(next)}${told}</div><script src="/start-swup.js"></script>`,
      }
    },
  },
]
