import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aResponse } from '../collector/a-response.ts'
import { type RunningCollector, startCollector } from '../support/collector.ts'
import { engines, enginesFor, sharedBrowser } from '../support/engines.ts'
import { openSignedIn } from '../support/signed-in.ts'
import { isThorough } from '../support/thorough.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** A view with as much as it can hold. */
const views = [
  '',
  '/trend?survey=checkout&period=365d',
  '/segments?by=team,device&survey=support&device=mobile',
  '/tags?period=30d',
  '/words?survey=checkout',
  '/answers?words=return&latest=respondent&tag=returns',
  '/follow-up?state=all&queue=quiet',
  '/follow-up?contact=allowed',
  '/not-asked?period=365d',
  '/surveys',
] as const

const allLooks = (['light', 'dark'] as const).flatMap(colorScheme =>
  [1280, 390].map(width => [colorScheme, width] as const),
)
/** Each view in each look; in `npm test` in one, the next view in the next. */
const inLooks = (views: readonly string[]) =>
  views.flatMap((view, place) =>
    allLooks
      .filter((_look, at) => isThorough || at === place % allLooks.length)
      .map(([colorScheme, width]) => [colorScheme, width, view] as const),
  )

describe.each(enginesFor('report'))('the report as an application in %s', engine => {
  let browser: Browser
  let collector: RunningCollector

  beforeAll(async () => {
    browser = await sharedBrowser(engine)
    collector = await startCollector()
  })

  afterAll(() => collector?.stop())

  /** A page of a person who is signed in, and its console output. */
  const open = (path: string, options: Parameters<Browser['newContext']>[0] = {}) =>
    openSignedIn(browser, collector, path, options)

  test('did it change, and is it noise? by clicks alone', async () => {
    const { page, said } = await open('/report')
    await page.getByRole('link', { name: 'Look at an example' }).click()

    const checkout = page.getByRole('region', { name: 'After a purchase', exact: true })
    await checkout.waitFor()
    // The plain page's policy forbids icons, which Firefox tells.
    said.length = 0
    await checkout.getByText(/^Down \d+ from the period before: a real fall\.$/).waitFor()
    await page
      .getByRole('region', { name: 'The shop as a whole' })
      .getByText(/^(Up|Down) \d+ from the period before, within noise/)
      .waitFor()
    await checkout.getByRole('link', { name: 'Trend: After a purchase' }).click()
    await page.getByRole('heading', { level: 1, name: 'Trend' }).waitFor()
    await page
      .getByText(/^The score fell by \d+: \d+ points? of all answers went from promoters to/)
      .waitFor()
    await page.getByRole('img', { name: 'The score of After a purchase over time' }).waitFor()
    await page.getByRole('combobox', { name: 'Period', exact: true }).selectOption('Last 30 days')
    await page.getByText(/from the period before, within noise|^The same as in/).waitFor()

    expect(said).toEqual([])
    await page.context().close()
  })

  test('figures that lag behind what is stored say by how much', async () => {
    const { page } = await open('/report/app')
    // Only a database that is spread over machines counts after it has stored.
    await page.route('**/api/figures?*', async route => {
      const told = await (await route.fetch()).json()
      await route.fulfill({ json: { ...told, uncounted: { responses: 1234, since: told.at - 40_000 } } })
    })
    await page.getByRole('combobox', { name: 'Period', exact: true }).selectOption('Last 30 days')

    await page
      .getByText('1,234 responses are stored and not counted yet; the oldest has waited for 40 seconds.')
      .waitFor()
    await page.context().close()
  })

  test('which team? by clicks alone, down to what its customers said, and back', async () => {
    const { page, said } = await open('/report/example')
    await page.getByRole('link', { name: 'Segments: After a support contact' }).click()
    await page.getByLabel('Show by').selectOption('Team')

    await page.getByText(/^The lowest that is more than noise: south, −\d+\.$/).waitFor()
    await page.getByText('The same as a table').click()
    const south = page.getByRole('row', { name: /^south .* lower than the rest/ })
    await south.getByRole('link').click()

    await page.getByRole('heading', { level: 1, name: 'Answers' }).waitFor()
    await page.getByRole('link', { name: 'Remove the filter Team: south' }).waitFor()
    await page.getByRole('article').first().waitFor()
    const teams = await page.getByText(/^team: /).allTextContents()
    expect(new Set(teams)).toEqual(new Set(['team: south']))
    await page.goBack()
    await page.getByRole('heading', { level: 1, name: 'Segments' }).waitFor()

    expect(said).toEqual([])
    await page.context().close()
  })

  test('what are they about? a tag is made, rises, and is taken off by hand, by clicks alone', async () => {
    const { page, said } = await open(
      '/report/example/tags?survey=checkout&period=90d&kind=transactional&site=main',
    )
    await page.getByText(/^Returns: up from \d+% to \d+% of the answers, more than noise\.$/).waitFor()

    const maker = page.locator('form').filter({ has: page.getByRole('button', { name: 'Make the tag' }) })
    await maker.getByLabel('Name').fill('Broken cups')
    await maker.getByLabel('Words').fill('cup*, broken')
    await maker.getByRole('button').click()
    await page.getByText('cup*, broken').waitFor()
    await page.getByRole('combobox', { name: 'Period', exact: true }).selectOption('Last 365 days')
    await page.getByRole('link', { name: /^Broken cups: \d+ answers$/ }).click()

    await page.getByRole('heading', { level: 1, name: 'Answers' }).waitFor()
    const articles = page.getByRole('article')
    await articles.first().getByText('The cup was broken').waitFor()
    const shown = await articles.count()
    await articles.first().getByRole('checkbox').check()
    await page.getByLabel('Tag for the 1 answers ticked').fill('Broken cups')
    await page.getByRole('button', { name: 'Take off' }).click()
    await page.getByText('“Broken cups” is taken off 1.').waitFor()
    await expect.poll(() => articles.count()).toBe(shown === 50 ? 50 : shown - 1)

    expect(said).toEqual([])
    await page.context().close()
  })

  test('what do they say? a word leads to as many answers as it was counted in', async () => {
    const { page, said } = await open('/report/example/words?survey=support&kind=transactional&period=30d')
    const detractors = page.getByRole('region', { name: /^Detractors/ })
    const called = detractors.getByRole('listitem').filter({ hasText: /^called back/ })
    const count = Number(await called.locator('.hint').textContent())
    await called.getByRole('link').click()

    await page.getByText('Nobody called back').first().waitFor()
    expect(await page.getByRole('article').count()).toBe(Math.min(50, count))
    expect(said).toEqual([])
    await page.context().close()
  })

  test('a view is an address, which shows a colleague the same', async () => {
    const { page } = await open('/report/example')
    await page.getByRole('combobox', { name: 'Survey', exact: true }).selectOption('After a support contact')
    await page.getByRole('combobox', { name: 'Period', exact: true }).selectOption('Last quarter')
    await page.getByRole('link', { name: 'Answers', exact: true }).click()
    await page.getByLabel('Search in the answers').fill('called back')
    await page.getByRole('button', { name: 'Show' }).click()
    const found = page.getByRole('article').first()
    await found.getByText('Nobody called back').waitFor()

    const colleague = await open(new URL(page.url()).pathname + new URL(page.url()).search)

    expect(await colleague.page.getByRole('article').allTextContents()).toEqual(
      await page.getByRole('article').allTextContents(),
    )
    expect(await colleague.page.getByLabel('Search in the answers').inputValue()).toBe('called back')
    await page.context().close()
    await colleague.page.context().close()
  })

  test('the example is nowhere in the site’s own report, which says what to do until somebody answers', async () => {
    const { page } = await open('/report/example')
    await page.getByRole('link', { name: 'Back to your own report' }).click()
    await page.getByText('No answers in this period').waitFor()
    await page.getByText('As soon as a visitor answers').waitFor()

    expect(collector.responses()).toEqual([])
    await page.context().close()
  })

  // Firefox, as it is driven here, cannot be told to lay out for paper.
  if (engine === 'chromium') {
    test('on paper it is dark on light, says what it is narrowed to, and shows nothing to choose', async () => {
      const { page } = await open('/report/example?survey=checkout&site=main&device=mobile', {
        colorScheme: 'dark',
      })
      await page.getByRole('region', { name: 'After a purchase', exact: true }).waitFor()
      expect(await page.getByText('After a purchase · Last 90 days').isVisible()).toBe(false)
      await page.emulateMedia({ media: 'print' })

      await page.getByText('After a purchase · Last 90 days · Device: mobile').waitFor()
      expect(await page.getByRole('combobox').count()).toBe(0)
      expect(await page.getByRole('button').count()).toBe(0)
      const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
      expect(background).toBe('rgb(246, 245, 241)')
      await page.context().close()
    })
  }

  test('mistakes in an address are reported in words', async () => {
    const { page } = await open('/report/example?period=fortnight')

    const problem = await page.getByRole('alert').textContent()
    expect(problem).toContain('“fortnight” is not possible for period')
    expect(await page.getByRole('main').getByRole('article').count()).toBe(0)

    const strange = await page.goto(`${collector.url}/report/example/answers?survey=support&tema=south`)
    expect(strange?.status()).toBe(400)
    await page.getByRole('alert').getByText('The address says tema (“south”), which no view takes.').waitFor()
    await page.getByRole('link', { name: 'The same without tema' }).click()
    await page.getByRole('article').first().waitFor()
    expect(new URL(page.url()).search).toBe('?survey=support')
    await page.goto(`${collector.url}/report/example?period=own&from=2026-05-09&to=2026-05-01`)
    await page.getByRole('alert').waitFor()
    await page.goto(`${collector.url}/report/example?from=2026-05-09&to=2026-05-01`)
    await page.getByRole('alert').getByText('“2026-05-01” is not possible for to').waitFor()
    expect(await page.getByLabel('To (included)').inputValue()).toBe('2026-05-01')
    await page.context().close()
  })

  test('it is in Swedish for readers of Swedish, and in English at a click', async () => {
    const { page } = await open('/report/example')
    await page.getByRole('link', { name: 'Svenska' }).click()
    await page.getByRole('heading', { level: 1, name: 'Översikt' }).waitFor()
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('sv')
    await page.getByText(/: en verklig nedgång\.$/).waitFor()
    await page.getByRole('link', { name: 'English' }).click()
    await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor()
    await page.context().close()
  })

  // Firefox's driver doesn't report downloads.
  test.runIf(engine === 'chromium')('a chart is saved as a picture and as a drawing', async () => {
    const { page, said } = await open('/report/example/trend?survey=checkout')
    const saved = async (button: string) => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: `${button}: The score of After a purchase over time` }).click(),
      ])
      return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) }
    }

    const png = await saved('Save as PNG')
    expect(png.name).toBe('The-score-of-After-a-purchase-over-time.png')
    expect(png.bytes.subarray(1, 4).toString()).toBe('PNG')
    const svg = await saved('Save as SVG')
    expect(svg.bytes.toString()).toMatch(
      /^<svg [^>]*>.*The score of After a purchase over time.*<path [^>]*fill="none"/s,
    )
    expect(said).toEqual([])
    await page.context().close()
  })

  // Firefox's driver doesn't report downloads.
  test.runIf(engine === 'chromium')('the file that is downloaded holds what the filters show', async () => {
    const { page } = await open(
      '/report/example/answers?survey=checkout&tag=returns&category=detractor&period=30d',
    )
    const shown = await page.getByRole('article').count()
    const [first = ''] = await page.getByRole('article').getByRole('blockquote').allTextContents()
    await page.getByText('Download these answers').click()
    const saved = async (link: string) => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: link, exact: true }).click(),
      ])
      return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') }
    }

    const csv = await saved('CSV with commas')
    const [head = '', ...lines] = csv.text.trim().split('\r\n')
    const columns = head.replace(/[\ufeff"]/g, '').split(',')
    expect(csv.name).toBe('howlikely-answers.csv')
    expect(columns).toContain('tags')
    expect(shown).toBeGreaterThan(3)
    expect(lines).toHaveLength(shown)
    expect(lines[0]).toContain(first)
    for (const line of lines) expect(line).toMatch(/,"?checkout"?,.*,"?detractor"?,.*Returns/)
    const json = await saved('JSON')
    expect(JSON.parse(json.text).map(({ id }: { id: string }) => id)).toEqual(
      lines.map(line => line.split(',')[0]?.replaceAll('"', '')),
    )
    const table = await saved('CSV with semicolons, for a spreadsheet')
    expect(table.text.split('\r\n')[0]?.replace(/[\ufeff"]/g, '')).toBe(columns.join(';'))
    await page.context().close()
  })

  test('why was nobody asked? by clicks alone, with the same in a table', async () => {
    const { page, said } = await open('/report/example')
    await page.getByRole('link', { name: 'Not asked' }).click()
    await page.getByText(/^[\d,]+ triggers asked nobody\. The most frequent reason \(\d+%\): /).waitFor()
    const rows = page.getByRole('table', { name: 'Why nobody was asked' }).getByRole('row')
    const all = Number((await page.getByText(/triggers asked nobody/).textContent())?.replace(/ .*|,/g, ''))
    const counts = await rows.getByRole('cell').nth(0).allTextContents()
    expect(counts.length).toBeGreaterThan(0)
    await page.getByLabel('Step').selectOption('Day')
    await page.getByText('The same as a table').click()
    const days = page.getByRole('table', { name: 'Triggers that led to no asking, over time' })
    const totals = await days.locator('tbody tr td:nth-child(2)').allTextContents()

    expect(totals.map(Number).reduce((sum, one) => sum + one, 0)).toBe(all)
    expect(page.url()).toContain('bucket=day')
    await page.goto(`${collector.url}/report/app/not-asked`)
    await page.getByText('With the option report: "everything"').waitFor()
    expect(said).toEqual([])
    await page.context().close()
  })

  test('a survey gets a name, which is then shown everywhere, and a made-up one is declared or erased', async () => {
    const own = await startCollector()
    const send = (survey: string) =>
      fetch(`${own.url}/responses`, {
        method: 'POST',
        headers: { 'content-type': 'text/plain' },
        body: JSON.stringify(aResponse({ ...now(), survey })),
      })
    await send('checkout')
    const { page, said } = await openSignedIn(browser, own, '/report/app/surveys')
    await page.getByText(/^last heard of /).waitFor()
    await page.getByText('Name or declare “checkout”').click()
    await page.getByRole('button', { name: 'Declare it: checkout' }).click()
    await page.getByText('declared', { exact: true }).waitFor()
    await page.getByRole('region', { name: 'main' }).getByLabel('Name').first().fill('After a purchase')
    await page.getByRole('button', { name: 'Save' }).first().click()
    await page.getByRole('heading', { level: 3, name: 'After a purchase' }).waitFor()
    await page.getByRole('link', { name: 'Overview' }).click()
    await page.getByRole('heading', { level: 2, name: 'After a purchase' }).waitFor()
    await page.getByRole('combobox', { name: 'Survey', exact: true }).selectOption('After a purchase')

    for (const survey of ['made-up', 'typo']) await send(survey)
    await page.goto(`${own.url}/report/app/surveys`)
    await page.getByText(/^2 responses of surveys that nobody has declared are kept apart/).waitFor()
    await page.getByText('Which names they came for').click()
    await page.getByRole('button', { name: 'Declare it: typo' }).click()
    await page.getByRole('heading', { level: 3, name: 'typo' }).waitFor()
    await page.getByRole('button', { name: 'Erase them…' }).click()
    await page.getByRole('button', { name: 'Erase them for good' }).click()
    await page.getByRole('region', { name: 'Not declared' }).waitFor({ state: 'detached' })

    expect(
      own
        .responses()
        .map(({ survey }) => survey)
        .sort(),
    ).toEqual(['checkout', 'typo'])
    expect(said).toEqual([])
    await page.context().close()
    await own.stop()
  })

  // axe finds the same in both engines, and takes long.
  const looked = [...views.map(one => `example${one}`), 'app', 'app/surveys', 'app/alerts']
  test.runIf(isThorough || engine === engines[0]).each(inLooks(looked))(
    'in %s at %i px nothing is inaccessible, and nothing is cut off: %s',
    async (colorScheme, width, view) => {
      // The page's own policy would keep axe out.
      const viewport = { width, height: 844 }
      const { page } = await open(`/report/${view}`, { bypassCSP: true, colorScheme, viewport })
      await page.evaluate(() => {
        for (const details of document.querySelectorAll('details')) details.open = true
      })

      expect(await violations(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
      await page.context().close()
    },
  )

  test('what visitors wrote is text, wherever it is shown', async () => {
    const markup = '</script><img src=x onerror=alert(1)>'
    await fetch(`${collector.url}/responses`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: JSON.stringify(
        aResponse({ ...now(), reason: markup, trigger: { properties: { team: markup } } }),
      ),
    })
    const { page, said } = await open('/report/app/answers')

    await page.getByText(markup, { exact: true }).waitFor()
    await page.goto(`${collector.url}/report/app/segments?by=team`)
    await page.getByText(markup).first().waitFor()
    expect(said).toEqual([])
    await page.context().close()
  })
})

function now() {
  const at = new Date().toISOString()
  return { askedAt: at, scoredAt: at, endedAt: at, sentAt: at }
}

/** axe's findings, as `rule: element`. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    // Put there by the line above, which the types can't know.
    const { axe } = window as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
    }
    const found = await axe.run()
    return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
  })
}

test('the first paint has the figures in it, and nothing moves', async context => {
  if (!engines.includes('chromium')) return context.skip()
  const browser = await sharedBrowser('chromium')
  const collector = await startCollector()
  try {
    const page = await (await browser.newContext()).newPage()
    await page.goto(`${collector.url}/report`)
    await page.getByLabel('The operator’s token').fill(collector.token)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Report', exact: true }).waitFor()
    for (const view of views) {
      const asked: string[] = []
      page.on('request', request => asked.push(new URL(request.url()).pathname))
      await page.goto(`${collector.url}/report/example${view}`, { waitUntil: 'networkidle' })

      expect(asked.filter(path => path.startsWith('/api/'))).toEqual([])
      expect(await shiftsOf(page), view).toBe(0)
    }
    await page.context().close()
  } finally {
    await collector.stop()
  }
})

/** How much of the page has moved since it was opened. */
const shiftsOf = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>(resolve => {
        new PerformanceObserver((list, observer) => {
          observer.disconnect()
          // The types don't know it.
          resolve(
            list.getEntries().reduce((sum, entry) => sum + (entry as unknown as { value: number }).value, 0),
          )
        }).observe({ type: 'layout-shift', buffered: true })
        // Without a shift there is no entry; two frames are enough for past ones to be reported.
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(0)))
      }),
  )
