import { spawnSync } from 'node:child_process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { enginesFor, openPage, sharedBrowser } from '../support/engines.ts'
import { buildApp, createProject, type Project, serveApp } from '../support/installed.ts'
import { expectAsked } from '../support/visitor.ts'

/** A page that a server draws and a browser brings to life. */
const shop = `
  import { createElement as h } from 'react'
  import { HowlikelyProvider, useHowlikely } from 'howlikely/react'

  function Shop() {
    const howlikely = useHowlikely()
    return h('button', { onClick: () => howlikely.trigger('checkout', { ref: 'A-1042' }) }, 'Buy')
  }
  export const App = () =>
    h(HowlikelyProvider, { options: { endpoint: '/responses', automation: 'ask', delay: '0s' } }, h(Shop))
`

let project: Project

beforeAll(() => {
  project = createProject({
    react: 'react',
    'react-dom': 'react-dom',
    scheduler: 'scheduler',
    vue: 'vue',
    svelte: 'svelte',
    'solid-js': 'solid-js',
  })
  project.write('shop.js', shop)
})
afterAll(() => project.remove())

const run = (code: string) => {
  const { stdout, stderr } = spawnSync(process.execPath, [project.write('server.js', code)], {
    encoding: 'utf8',
  })
  return { stdout: stdout.trim(), stderr }
}

const draw = () =>
  run(`
    import { createElement } from 'react'
    import { renderToString } from 'react-dom/server'
    import { App } from './shop.js'
    console.log(renderToString(createElement(App)))`)

test('every wrapper, and the element, can be imported on a server, and nothing happens', () => {
  const names = ['react', 'preact', 'vue', 'svelte', 'solid', 'element']

  expect(run(names.map(name => `import 'howlikely/${name}'`).join('\n'))).toEqual({ stdout: '', stderr: '' })
})

test('Vue draws an app with the plugin on a server', () => {
  const { stdout, stderr } = run(`
    import { createSSRApp, h } from 'vue'
    import { renderToString } from 'vue/server-renderer'
    import { howlikelyPlugin, useHowlikely } from 'howlikely/vue'
    const Shop = { setup() { useHowlikely().trigger('checkout'); return () => h('button', 'Buy') } }
    const app = createSSRApp(Shop).use(howlikelyPlugin, { endpoint: '/responses' })
    console.log(await renderToString(app))`)

  expect({ stdout, stderr }).toEqual({ stdout: '<button>Buy</button>', stderr: '' })
})

test.each(enginesFor('frameworks'))(
  'in %s, what React drew on a server comes to life as it is, and asks',
  async engine => {
    const { stdout: html, stderr } = draw()
    expect({ html, stderr }).toEqual({ html: '<button>Buy</button>', stderr: '' })
    project.write(
      'app.js',
      `import { createElement } from 'react'
     import { hydrateRoot } from 'react-dom/client'
     import { App } from './shop.js'
     hydrateRoot(document.getElementById('app'), createElement(App), {
       onRecoverableError: error => console.error('not the same: ' + error.message),
     })`,
    )
    const served = await serveApp(await buildApp(project, 'app.js'), html)
    const context = await (await sharedBrowser(engine)).newContext({ locale: 'en' })
    const { page, watch } = await openPage(context)

    await page.goto(served.url)
    await page.getByRole('button', { name: 'Buy' }).click()
    await expectAsked(page)

    expect(watch.console).toEqual([])
    await context.close()
    await served.stop()
  },
)
