import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { examplesIn, page as pageOfDocs, root } from '../docs/pages.ts'
import { type RunningCollector, startCollector } from '../support/collector.ts'
import { enginesFor, openPage, sharedBrowser, type Watch } from '../support/engines.ts'
import { listen } from '../support/site.ts'
import { answer, expectAsked, survey, whenQuiet } from '../support/visitor.ts'

const install = pageOfDocs('docs/install.md')

/** The first code block of a page that contains these words. */
function example(path: string, language: string, words: string): string {
  const found = examplesIn(pageOfDocs(path)).find(
    one => one.language === language && one.code.includes(words),
  )
  if (!found) throw new Error(`${path} has no ${language} with ${words}`)
  return found.code
}

const readmeTag = example('README.md', 'html', 'data-endpoint')
const readmeTriggerTag = example('README.md', 'html', 'data-trigger')
const pinnedFullTag = example('docs/install.md', 'html', 'howlikely.full.js')

const policies = examplesIn(install)
  .filter(({ language }) => language === 'http')
  .map(({ code }) => code.trim().replace('Content-Security-Policy: ', ''))
const [plainPolicy = '', noncePolicy = '', typesPolicy = ''] = policies

const integrityOf = (name: string) =>
  `sha256-${createHash('sha256')
    .update(readFileSync(join(root, 'dist/browser', name)))
    .digest('base64')}`

/** A page as somebody writes it by hand, with a tag pasted from the docs. */
interface PlainPage {
  tag: string
  /** Beyond a strict one; the docs' own. */
  policy?: string
  /** Whether the shop tells GA4 of a purchase. */
  purchase?: boolean
  nonce?: string
}

describe.each(enginesFor('docs'))('in %s, what the docs say', engine => {
  let browser: Browser
  let collector: RunningCollector
  let shop: { url: string; stop(): Promise<void> }
  let plain: PlainPage
  let context: BrowserContext
  let page: Page
  let watch: Watch

  /** Our own address in place of the docs', and the word that driven browsers may be asked. */
  const pasted = (tag: string) =>
    tag
      .replaceAll('https://answers.example', collector.url)
      .replace('<script async', '<script async data-automation="ask" data-delay="0s"')

  const html = ({ tag, purchase = true, nonce = '' }: PlainPage) =>
    `<!doctype html><meta charset="utf-8"><title>Thank you</title><h1>Thank you</h1>
    ${purchase ? `<script src="/purchase.js" nonce="${nonce}"></script>` : ''}
    ${pasted(tag)}`

  const answerTo = (request: Request): Response => {
    const { pathname } = new URL(request.url)
    if (pathname === '/purchase.js') {
      const purchase = example('docs/triggers.md', 'js', `event: 'purchase'`)
      return new Response(`window.dataLayer = []\n${purchase}`, {
        headers: { 'content-type': 'text/javascript' },
      })
    }
    if (pathname !== '/') return new Response(null, { status: 404 })
    const { policy } = plain
    const headers: Record<string, string> = { 'content-type': 'text/html' }
    if (policy)
      headers['content-security-policy'] = policy.replaceAll('https://answers.example', collector.url)
    return new Response(html(plain), { headers })
  }

  const open = async (wanted: PlainPage) => {
    plain = wanted
    await page.goto(`${shop.url}/`)
  }

  /** Everything on the page's console, except for icons that browsers look for by themselves. */
  const complaints = () => watch.console.filter(line => !line.includes('favicon'))

  beforeAll(async () => {
    collector = await startCollector()
    shop = await listen(answerTo)
    browser = await sharedBrowser(engine)
  })
  afterAll(async () => {
    await shop?.stop()
    await collector?.stop()
  })
  beforeEach(async () => {
    context = await browser.newContext()
    ;({ page, watch } = await openPage(context))
  })
  afterEach(() => context.close())

  const expectAnswered = (reason: string) =>
    expect.poll(() => collector.responses().find(one => one.reason === reason), { timeout: 10_000 })

  test('the tag of the first page, pasted into a page, asks after a purchase and brings the answer home', async () => {
    await open({ tag: readmeTag })
    await expectAsked(page)
    expect(await survey(page).textContent()).toContain('Your Shop')
    await answer(page, 9, `pasted in ${engine}`)

    await expectAnswered(`pasted in ${engine}`).toMatchObject({
      score: 9,
      trigger: { name: 'checkout', ref: 'A-1042', value: 59.9, currency: 'EUR', source: 'ga4' },
    })
  })

  test('the same tag asks nobody on a page on which nothing happens', async () => {
    await open({ tag: readmeTag, purchase: false })
    await whenQuiet(page)

    expect(await survey(page).count()).toBe(0)
    expect(await page.evaluate(() => [Object.keys(localStorage), Object.keys(sessionStorage)])).toEqual([
      [],
      [],
    ])
  })

  test('the tag with a trigger of its own asks by itself', async () => {
    await open({ tag: readmeTriggerTag, purchase: false })
    await expectAsked(page)
    await answer(page, 3, `by the tag in ${engine}`)

    await expectAnswered(`by the tag in ${engine}`).toMatchObject({
      trigger: { name: 'checkout', ref: 'A-1042', source: 'tag' },
    })
  })

  const strict = `default-src 'none'; style-src 'self'; img-src 'self'`

  test.each([
    ['the least', { tag: readmeTag, policy: `${strict}; ${plainPolicy}` }],
    ['with Trusted Types', { tag: readmeTag, policy: `${strict}; ${plainPolicy}; ${typesPolicy}` }],
    [
      'with a nonce',
      {
        tag: example('docs/install.md', 'html', 'nonce='),
        policy: `${strict}; ${noncePolicy}`,
        nonce: 'r4nd0m',
      },
    ],
  ])('a Content Security Policy, %s, lets it ask and send, and nothing is refused', async (name, wanted) => {
    await open(wanted)
    await expectAsked(page)
    await answer(page, 8, `${name} in ${engine}`)

    await expectAnswered(`${name} in ${engine}`).toBeDefined()
    expect(complaints()).toEqual([])
  })

  test('with a policy that lacks the files’ origin nothing happens, and the page is intact', async () => {
    await open({ tag: readmeTag, policy: `${strict}; script-src 'self'; connect-src 'self'` })
    await whenQuiet(page)

    expect(await survey(page).count()).toBe(0)
    expect(await page.getByRole('heading').textContent()).toBe('Thank you')
  })

  const pinned = (integrity: string) => pinnedFullTag.replace(/integrity="[^"]*"/, `integrity="${integrity}"`)
  const noTypes = `${strict}; ${plainPolicy}; require-trusted-types-for 'script'; trusted-types 'none'`

  test('the full file, pinned by its hash, asks even if no script may be loaded later', async () => {
    await open({ tag: pinned(integrityOf('howlikely.full.js')), policy: noTypes })
    await expectAsked(page)
    await answer(page, 10, `all in one in ${engine}`)

    await expectAnswered(`all in one in ${engine}`).toBeDefined()
  })

  test('the full file with the hash of another is refused by the browser', async () => {
    await open({ tag: pinnedFullTag, policy: noTypes })
    await whenQuiet(page)

    expect(await survey(page).count()).toBe(0)
    expect(await page.evaluate(() => 'howlikely' in window)).toBe(false)
  })

  test('"forget" leaves nothing behind', async () => {
    await open({ tag: readmeTag.replace('/responses', '/nowhere') })
    await expectAsked(page)
    await answer(page, 9)
    await page.evaluate(() =>
      (window as unknown as { howlikely(command: string): Promise<void> }).howlikely('forget'),
    )

    expect(await page.evaluate(() => [Object.keys(localStorage), Object.keys(sessionStorage)])).toEqual([
      [],
      [],
    ])
  })
})
