import type { Browser, BrowserContext } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type RunningCollector, startCollector } from '../support/collector.ts'
import { enginesFor, openPage, sharedBrowser } from '../support/engines.ts'
import { buildApp, createProject, serveApp } from '../support/installed.ts'
import { isThorough } from '../support/thorough.ts'
import { answer, expectAsked, survey } from '../support/visitor.ts'
import { exampleOf, type FrameworkApp, frameworkApps } from './framework-apps.ts'

let collector: RunningCollector

beforeAll(async () => {
  collector = await startCollector()
})
afterAll(() => collector.stop())

const named = ['React', 'Preact', 'Vue', 'Svelte', 'Solid']
const examples = frameworkApps.filter(({ name }) => named.includes(name)).map(exampleOf)

/** `npm test` asks React, which is strict in development, and Vue; `npm run test:all` asks all. */
const asked = /StrictMode|^Vue$|example of (React|Vue)$/
const chosen = (apps: readonly FrameworkApp[]) => apps.filter(({ name }) => isThorough || asked.test(name))

async function serve(app: FrameworkApp) {
  const project = createProject(app.packages)
  for (const [path, content] of Object.entries(app.files)) project.write(path, content)
  const built = await buildApp(project, app.entry, app.config)
  project.remove()
  return serveApp(built)
}

test('every framework has its example', () => {
  expect(examples.map(({ entry }) => entry)).toEqual([
    'main.jsx',
    'main.jsx',
    'main.js',
    'main.js',
    'main.jsx',
  ])
})

describe.each(enginesFor('frameworks'))('in %s', engine => {
  let browser: Browser
  let context: BrowserContext
  let served: { url: string; stop(): Promise<void> } | undefined

  beforeAll(async () => {
    browser = await sharedBrowser(engine)
  })
  beforeEach(async () => {
    context = await browser.newContext({ locale: 'en' })
  })
  afterEach(async () => {
    await context.close()
    await served?.stop()
  })

  /** Opens an app, and buys something. */
  async function buyIn(app: FrameworkApp) {
    served = await serve(app)
    const opened = await openPage(context)
    await opened.page.goto(`${served.url}/?endpoint=${encodeURIComponent(`${collector.url}/responses`)}`)
    await opened.page.getByRole('button', { name: 'Buy' }).click()
    await expectAsked(opened.page)
    return opened
  }

  async function expectArrived(before: number): Promise<void> {
    await expect.poll(() => collector.responses().length).toBe(before + 1)
    expect(collector.responses().map(({ score, trigger }) => [score, trigger.ref])).toContainEqual([
      9,
      'A-1042',
    ])
  }

  test.each(chosen(frameworkApps))(
    'an app of $name asks once, hears of the answer, which arrives at the collector, and ends howlikely with itself',
    async app => {
      const before = collector.responses().length
      const { page, watch } = await buyIn(app)
      expect(await page.locator('how-likely-panel').count()).toBe(1)

      await answer(page, 9, 'Fast delivery')
      await page.getByText('Answered 9').waitFor()
      await expectArrived(before)

      await page.getByRole('button', { name: 'Leave' }).click()
      await page.getByRole('heading', { name: 'Gone' }).waitFor()
      await survey(page).waitFor({ state: 'detached' })
      expect(await page.locator('how-likely-panel').count()).toBe(0)
      // In development React writes tracks for the profiler, which Firefox logs.
      expect(watch.console.filter(line => !/React DevTools|^timeStamp: /.test(line))).toEqual([])
    },
  )

  test.each(chosen(examples))('$name asks, and its answer arrives', async app => {
    const before = collector.responses().length
    const { page, watch } = await buyIn(app)
    await answer(page, 9)
    await expectArrived(before)

    expect(watch.console).toEqual([])
  })
})
