import type { Browser, BrowserContext } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { enginesFor, openPage, sharedBrowser } from '../support/engines.ts'
import { type BuiltApp, buildApp, createProject, type Project, serveApp } from '../support/installed.ts'
import { type Recorder, startRecorder } from '../support/recorder.ts'
import { isThorough } from '../support/thorough.ts'
import { answer, expectAsked } from '../support/visitor.ts'

/** An app that asks at once. Its endpoint's address is in the page's address. */
const asking = `
  import { createHowlikely } from 'howlikely'
  createHowlikely({
    endpoint: new URLSearchParams(location.search).get('endpoint'),
    automation: 'ask',
    delay: '0s',
  }).trigger('checkout', { ref: 'A-1042' })
`

describe.each(enginesFor('installed'))('in %s, an app that is built with Vite', engine => {
  let browser: Browser
  let context: BrowserContext
  let recorder: Recorder
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
    await recorder.stop()
  })

  async function openApp(app: BuiltApp) {
    served = await serveApp(app)
    const opened = await openPage(context)
    await opened.page.goto(`${served.url}/?endpoint=${encodeURIComponent(recorder.url)}`)
    return opened
  }

  describe('and has installed the packed file', () => {
    let project: Project
    let app: BuiltApp

    beforeAll(async () => {
      project = createProject()
      project.write('app.js', asking)
      app = await buildApp(project, 'app.js')
    })
    afterAll(() => project.remove())

    test('asks after at most 6 requests, and its answer arrives', async () => {
      const { page, watch } = await openApp(app)
      await expectAsked(page)
      expect(watch.requests.length).toBeLessThanOrEqual(6)
      await answer(page, 9, 'Fast delivery')
      await expect.poll(() => recorder.received).toHaveLength(1)
      expect(recorder.received[0]?.record).toMatchObject({ score: 9, trigger: { ref: 'A-1042' } })
      expect(watch.console).toEqual([])
    })
  })

  describe.each(isThorough ? ['preact', 'preact-10'] : ['preact'])('and draws itself with %s', version => {
    let project: Project
    let app: BuiltApp

    beforeAll(async () => {
      project = createProject({ preact: version })
      project.write(
        'app.js',
        `import { h, render } from 'preact'
         render(h('h1', null, 'A shop'), document.getElementById('app'))
         ${asking}`,
      )
      app = await buildApp(project, 'app.js')
    })
    afterAll(() => project.remove())

    test('has one copy of Preact, which also draws the card', async () => {
      const { page, watch } = await openApp(app)
      await page.getByRole('heading', { name: 'A shop' }).waitFor()
      await expectAsked(page)
      await answer(page, 9)

      await expect.poll(() => recorder.received).toHaveLength(1)
      expect(app.modules.filter(id => /(^|\/)preact\/dist\/preact\./.test(id))).toHaveLength(1)
      expect(watch.requests.filter(one => one.startsWith('GET')).length).toBeLessThanOrEqual(6)
      expect(watch.console).toEqual([])
    })
  })

  test('that destroys howlikely and creates it once more: nothing is said', async () => {
    const options = `{
      endpoint: new URLSearchParams(location.search).get('endpoint'),
      automation: 'ask',
      delay: '0s',
    }`
    const project = createProject()
    project.write(
      'app.js',
      `import { createHowlikely } from 'howlikely'
       createHowlikely(${options}).destroy()
       createHowlikely(${options}).trigger('checkout', { ref: 'A-1042' })`,
    )
    const app = await buildApp(project, 'app.js')
    project.remove()
    const { page, watch } = await openApp(app)

    await expectAsked(page)
    expect(watch.console).toEqual([])
  })
})
