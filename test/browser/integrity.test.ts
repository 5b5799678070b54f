import { createHash } from 'node:crypto'
import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  builtFile,
  openWatched,
  type PageSettings,
  partName,
  type RunningPages,
  readManifest,
  startPages,
  type Troubles,
} from '../support/bare-page.ts'
import { enginesFor, sharedBrowser } from '../support/engines.ts'
import { answer, expectAsked, survey, whenQuiet } from '../support/visitor.ts'

const hashOf = (content: string) => `sha256-${createHash('sha256').update(content).digest('base64')}`
const tampered = (content: string) => `${content}\nwindow.tampered = true`

test('the manifest has every file, with its size and its hash', () => {
  const { files } = readManifest()

  expect(Object.keys(files)).toEqual(
    expect.arrayContaining(['howlikely.js', 'howlikely.full.js', partName('decision'), partName('survey')]),
  )
  for (const [name, { bytes, integrity }] of Object.entries(files)) {
    const content = builtFile(name)
    expect([name, integrity]).toEqual([name, hashOf(content)])
    expect([name, bytes]).toEqual([name, Buffer.byteLength(content)])
  }
})

/** The parts that load others. */
const holding = ['decision', 'survey', 'explain']

test('every part is named by its hash, which is written in the part before it', () => {
  for (const [name, { integrity }] of Object.entries(readManifest().files)) {
    const [, short] = /\.([\w-]{8})\.js$/.exec(name) ?? []
    if (short === undefined) continue
    const digest = integrity.replace('sha256-', '')
    expect(digest.slice(0, 8).replace(/\W/g, '_')).toBe(short)
    const holders = ['howlikely.js', ...holding.map(partName)].map(builtFile)
    expect(holders.some(holder => holder.includes(digest))).toBe(true)
  }
})

let pages: RunningPages

beforeAll(async () => {
  pages = await startPages()
})
afterAll(() => pages.stop())

describe.each(enginesFor('integrity'))('in %s', engine => {
  let browser: Browser
  let context: BrowserContext
  let page: Page
  let troubles: () => Promise<Troubles>

  beforeAll(async () => {
    browser = await sharedBrowser(engine)
  })
  beforeEach(async () => {
    context = await browser.newContext()
    ;({ page, troubles } = await openWatched(context))
  })
  afterEach(() => context.close())

  const visit = (settings: PageSettings) =>
    page.goto(pages.page({ ...settings, tag: { 'data-trigger': 'checkout', ...settings.tag } }))
  const pinned = (file: 'howlikely.js' | 'howlikely.full.js') => ({
    crossorigin: '',
    integrity: readManifest().files[file]?.integrity ?? '',
  })

  test.each(['howlikely.js', 'howlikely.full.js'] as const)(
    '%s, pinned by the hash of the manifest, asks and sends',
    async file => {
      const before = pages.received.length
      await visit({ file, tag: pinned(file) })
      await expectAsked(page)
      await answer(page, 9)

      await expect.poll(() => pages.received.length).toBe(before + 1)
      expect((await troubles()).uncaught).toEqual([])
    },
  )

  const files = ['howlikely.js', 'howlikely.full.js'].map(file => [file, file] as const)

  test.each(files)('%s, pinned and changed by a word, does nothing at all', async (_name, file) => {
    // One of the two, as the rows above say.
    const which = file as 'howlikely.js' | 'howlikely.full.js'
    await visit({
      file: which,
      tag: pinned(which),
      serve: (name, content) => (name === file ? tampered(content) : content),
    })
    await whenQuiet(page)

    expect(await page.evaluate(() => ['tampered' in window, 'howlikely' in window])).toEqual([false, false])
    expect(await survey(page).count()).toBe(0)
  })

  test.each(['decision', 'survey'])(
    'a %s that somebody changed is refused, the page is untouched, and a later page asks',
    async part => {
      const name = partName(part)
      const asked = new Set<string>()
      await visit({
        serve(file, content) {
          asked.add(file)
          return file === name ? tampered(content) : content
        },
      })
      const html = () => page.evaluate(() => document.documentElement.outerHTML)
      await whenQuiet(page)

      expect([...asked]).toContain(name)
      expect(await page.evaluate(() => 'tampered' in window)).toBe(false)
      expect(await html()).not.toContain('how-likely-panel')
      expect((await html()).match(/<script/g)).toHaveLength(1)
      const { uncaught, violations } = await troubles()
      expect({ uncaught, violations }).toEqual({ uncaught: [], violations: [] })

      await visit({})
      await expectAsked(page)
      expect(await page.evaluate(() => 'tampered' in window)).toBe(false)
    },
  )

  test('a missing part also leaves the page untouched', async () => {
    const name = partName('decision')
    await visit({ serve: (file, content) => (file === name ? null : content) })
    await whenQuiet(page)

    expect(await survey(page).count()).toBe(0)
    expect((await troubles()).uncaught).toEqual([])
  })

  test('without pinning, the same change would have run', async () => {
    await visit({ serve: (name, content) => (name === 'howlikely.js' ? tampered(content) : content) })

    expect(await page.evaluate(() => 'tampered' in window)).toBe(true)
  })
})
