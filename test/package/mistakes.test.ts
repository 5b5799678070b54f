import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext } from 'playwright'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { enginesFor, openPage, sharedBrowser } from '../support/engines.ts'
import { buildApp, createProject, type Project, serveApp } from '../support/installed.ts'
import { type Recorder, startRecorder } from '../support/recorder.ts'
import { isThorough } from '../support/thorough.ts'
import { answer, expectAsked } from '../support/visitor.ts'

const options = `{
  endpoint: new URLSearchParams(location.search).get('endpoint'),
  automation: 'ask',
  delay: '0s',
}`

const all = [
  ['react', 'HowlikelyProvider'],
  ['vue', 'howlikelyPlugin'],
  ['svelte', 'setHowlikely'],
  ['solid', 'HowlikelyProvider'],
]
/** Each is an app to build: `npm test` builds one, `npm run test:all` all. */
const wrappers = isThorough ? all : all.slice(0, 1)

type Opened = Awaited<ReturnType<typeof openPage>>

describe.each(enginesFor('installed'))('in %s, an app with a mistake', engine => {
  let browser: Browser
  let context: BrowserContext
  let recorder: Recorder
  let project: Project
  let served: { url: string; stop(): Promise<void> } | undefined

  beforeAll(async () => {
    browser = await sharedBrowser(engine)
  })
  beforeEach(async () => {
    context = await browser.newContext({ locale: 'en' })
    recorder = await startRecorder()
  })
  afterEach(async () => {
    await context.close()
    await served?.stop()
    served = undefined
    project.remove()
    await recorder.stop()
  })

  async function open(code: string): Promise<Opened> {
    project.write('app.js', code)
    served = await serveApp(await buildApp(project, 'app.js'))
    const opened = await openPage(context)
    await opened.page.goto(`${served.url}/?endpoint=${encodeURIComponent(recorder.url)}`)
    return opened
  }

  /** What a page with howlikely does in spite of the mistake. */
  async function expectOneSurvey({ page }: Opened): Promise<void> {
    await page.getByRole('button', { name: 'Buy' }).click()
    await expectAsked(page)
    expect(await page.locator('how-likely-panel').count()).toBe(1)
    await answer(page, 9)
    await expect
      .poll(() => recorder.received.map(({ record }) => record))
      .toEqual([expect.objectContaining({ score: 9 })])
  }

  /** Has howlikely find a package that is the project's own, but says it is of another version. */
  function pretend(name: string, version: string): void {
    const folder = join(project.folder, 'node_modules/howlikely/node_modules', name)
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'package.json'), '{ "main": "index.js" }')
    writeFileSync(
      join(folder, 'index.js'),
      `module.exports = { ...require('../../../${name}'), version: '${version}' }`,
    )
  }

  test('a React that is too old is named in one sentence, and the survey is shown all the same', async () => {
    project = createProject({ react: 'react', 'react-dom': 'react-dom', scheduler: 'scheduler' })
    pretend('react', '17.0.2')
    const opened = await open(
      `import { createElement as h } from 'react'
       import { createRoot } from 'react-dom/client'
       import { HowlikelyProvider, useHowlikely } from 'howlikely/react'
       function Shop() {
         const howlikely = useHowlikely()
         return h('button', { onClick: () => howlikely.trigger('checkout', { ref: 'A-1' }) }, 'Buy')
       }
       createRoot(document.getElementById('app')).render(h(HowlikelyProvider, { options: ${options} }, h(Shop)))`,
    )

    await expectOneSurvey(opened)
    expect(opened.watch.console).toEqual([
      "warning: howlikely: howlikely/react is made for React 18 or newer, and this is 17.0.2. Update it, or call createHowlikely from 'howlikely' yourself.",
    ])
  })

  test('an app with another copy of Preact than howlikely’s is drawn, and the survey is shown', async () => {
    // First seen: hooks of one copy threw in components that the other draws, and the whole app was gone.
    project = createProject({ preact: 'preact-10' })
    const own = join(project.folder, 'node_modules/howlikely/node_modules')
    mkdirSync(own)
    cpSync(join(import.meta.dirname, '../../node_modules/preact'), join(own, 'preact'), { recursive: true })
    const opened = await open(
      `import { h, render } from 'preact'
       import { HowlikelyProvider, useHowlikely } from 'howlikely/preact'
       function Shop() {
         const howlikely = useHowlikely()
         return h('button', { onClick: () => howlikely.trigger('checkout', { ref: 'A-1' }) }, 'Buy')
       }
       render(h(HowlikelyProvider, { options: ${options} }, h(Shop)), document.getElementById('app'))`,
    )

    await expectOneSurvey(opened)
    expect(opened.watch.console).toEqual([
      expect.stringMatching(
        /^warning: howlikely: howlikely\/preact and this app have a copy of Preact each\. .*keep one copy of it\.$/,
      ),
    ])
  })

  test.each(wrappers)(
    'a wrapper whose framework is missing says so in one sentence: %s',
    async (wrapper, name) => {
      project = createProject()
      const { watch, page } = await open(
        `import { ${name} } from 'howlikely/${wrapper}'
       document.title = typeof ${name}`,
      )

      await expect
        .poll(() => watch.console)
        .toEqual([
          expect.stringMatching(
            /^uncaught: Could not resolve "(react|vue|svelte|solid-js)" imported by "howlikely"\./,
          ),
        ])
      expect(await page.title()).toBe('Shop')
    },
  )

  test('two versions: the first asks, and one sentence names it', async () => {
    project = createProject()
    const modules = join(project.folder, 'node_modules')
    cpSync(join(modules, 'howlikely'), join(modules, 'howlikely-old'), { recursive: true })
    const place = join(modules, 'howlikely-old/dist/npm/index.js')
    const code = readFileSync(place, 'utf8')
    const older = code.replace(/noteRunningInstance\("[^"]+"/, 'noteRunningInstance("0.0.1"')
    expect(older).not.toBe(code)
    writeFileSync(place, older)
    const opened = await open(
      `import { createHowlikely as createOld } from 'howlikely-old'
       import { createHowlikely } from 'howlikely'
       createOld(${options})
       const howlikely = createHowlikely(${options})
       document.getElementById('app').innerHTML = '<button>Buy</button>'
       document.querySelector('button').onclick = () => howlikely.trigger('checkout', { ref: 'A-1' })`,
    )

    await expectOneSurvey(opened)
    expect(opened.watch.console).toEqual([
      'warning: howlikely: this page has it already, by the package, version 0.0.1. That one asks, by its own options; what this one is told goes to it, too. Remove one of the two.',
    ])
  })

  test.each(['tag first', 'package first'])(
    'a tag and the package at once: one sentence, one survey (%s)',
    async order => {
      project = createProject()
      const opened = await open(
        `import { createHowlikely } from 'howlikely'
       const tag = document.createElement('script')
       const { endpoint, automation, delay } = ${options}
       Object.assign(tag.dataset, { endpoint, automation, delay })
       tag.src = '/widget/howlikely.js'
       const start = () => {
         const howlikely = createHowlikely(${options})
         document.getElementById('app').innerHTML = '<button>Buy</button>'
         document.querySelector('button').onclick = () => howlikely.trigger('checkout', { ref: 'A-1' })
       }
       if (${order === 'tag first'}) tag.onload = start
       else start()
       document.head.append(tag)`,
      )

      await expectOneSurvey(opened)
      expect(opened.watch.console).toEqual([
        expect.stringMatching(
          /^warning: howlikely: this page has (it already, by a tag|both the package and a tag)\. /,
        ),
      ])
    },
  )
})
