import { describe, expect, test } from 'vitest'
import { mailBlock } from '../../src/links/mail-block.ts'
import { engines, enginesFor } from '../support/engines.ts'
import { mountedScene } from '../support/mounted-scene.ts'
import { choose, survey, whenQuiet } from '../support/visitor.ts'

const subject = { survey: 'support', ref: 'T-77', respondent: 'u_1' }

describe.each(enginesFor('links'))('in %s, an e-mail after a ticket', engine => {
  const scene = mountedScene(engine)

  const linksTo = (changes: Partial<typeof subject> = {}, page = '/feedback?from=mail#top') =>
    scene.site.signer.links(scene.site.url + page, { ...subject, ...changes })
  /** A link to a page of a site that wants to hear of every asking. */
  const urlThatTellsAll = async (score: number) => {
    const page = scene.site.page('/feedback', { options: { report: 'everything' } })
    return (await linksTo({}, page.slice(scene.site.url.length)))[score]?.url ?? ''
  }
  const urlOf = async (score: number, changes: Partial<typeof subject> = {}) =>
    (await linksTo(changes))[score]?.url ?? ''

  const expectOpen = () => survey(scene.page).waitFor({ timeout: 15_000 })
  const chosen = () => survey(scene.page).getByRole('radio', { checked: true })

  test('has a block of links that leads to an answer, signed and verified', async () => {
    const { page, site } = scene
    site.mail(`<!doctype html><title>Mail</title>${mailBlock(await linksTo())}`)
    await page.goto(`${site.url}/mail`)
    expect(await page.getByRole('link').allTextContents()).toEqual('0 1 2 3 4 5 6 7 8 9 10'.split(' '))

    const [opened] = await Promise.all([
      page.context().waitForEvent('page'),
      page.getByRole('link', { name: '9', exact: true }).click(),
    ])
    scene.page = opened
    await expectOpen()

    expect(await chosen().getAttribute('value')).toBe('9')
    expect(opened.url()).toBe(`${site.url}/feedback?from=mail#top`)
    expect(await site.stored()).toEqual([])
    await survey(opened).getByRole('textbox').fill('Kim was kind.')
    await survey(opened).getByRole('button', { name: 'Send' }).click()
    await survey(opened)
      .getByText(/Thank you/)
      .waitFor()
    await expect
      .poll(() => site.stored())
      .toMatchObject([
        {
          verified: true,
          record: {
            survey: 'support',
            state: 'answered',
            score: 9,
            reason: 'Kim was kind.',
            trigger: { name: 'support', ref: 'T-77', source: 'link' },
            respondent: { id: 'u_1' },
            page: { url: `${site.url}/feedback` },
          },
        },
      ])
  })

  test('moves the focus to the question, and says what closing does', async () => {
    await scene.page.goto(await urlOf(3))
    await expectOpen()

    await expect
      .poll(() => scene.page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.tagName))
      .toBe('LEGEND')
    expect(await survey(scene.page).getByText('Your score is sent only when you press Send.').count()).toBe(1)
  })

  test('asks about a ticket once', async () => {
    const { page } = scene
    await page.goto(await urlOf(9))
    await expectOpen()
    await survey(page).getByRole('button', { name: 'Send' }).click()
    await survey(page)
      .getByText(/Thank you/)
      .waitFor()
    await page.goto('about:blank')
    await page.goto(await urlOf(2))
    await page.waitForURL(`${scene.site.url}/feedback?from=mail#top`)
    await whenQuiet(page)
    expect(await survey(page).count()).toBe(0)
    await page.goto('about:blank')
    await page.goto(await urlOf(2, { ref: 'T-78' }))

    await expectOpen()
  })

  test.each(['closed as it opened', 'closed with another score'])(
    'sends nothing where the survey is %s',
    async what => {
      const { page, site } = scene
      await page.goto(await urlOf(9))
      await expectOpen()
      if (what.includes('another')) await choose(page, 2)
      await survey(page).getByRole('button', { name: 'Close' }).click()
      await page.goto(`${site.url}/elsewhere`)
      await whenQuiet(page)

      expect(await site.stored()).toEqual([])
    },
  )

  test('keeps the chosen score over a reload', async () => {
    await scene.page.goto(await urlOf(9))
    await expectOpen()
    await scene.page.reload()
    await expectOpen()

    expect(await chosen().getAttribute('value')).toBe('9')
  })

  test('opened by a scanner that fetches its links, or shows them without scripts, records nothing', async () => {
    const { site } = scene
    for (const { url } of await linksTo()) expect((await fetch(url)).status).toBe(200)
    const scanner = await scene.anotherDevice({ javaScriptEnabled: false })
    await scanner.goto(await urlOf(9))

    expect(await site.stored()).toEqual([])
  })

  test('opened by a scanner that runs scripts and leaves again, records nothing, even if every asking is reported', async () => {
    const { site } = scene
    const scanner = await scene.anotherDevice()
    await scanner.goto(await urlThatTellsAll(0))
    await survey(scanner).waitFor()
    await scanner.goto('about:blank')
    await scanner.close()
    await scene.page.goto(`${site.url}/elsewhere`)

    expect(await site.stored()).toEqual([])
  })

  test('closed by the visitor, is reported without the score if the site wants to hear about every asking', async () => {
    const { page, site } = scene
    await page.goto(await urlThatTellsAll(9))
    await expectOpen()
    await survey(page).getByRole('button', { name: 'Close' }).click()

    await expect
      .poll(() => site.stored())
      .toMatchObject([{ record: { state: 'dismissed', score: null, trigger: { source: 'link' } } }])
  })

  test.each([
    ['forged', (url: string) => url.replace(/.{4}$/, 'AAAA')],
    ['of another ticket', (url: string) => url.replace('T-77', 'T-78')],
    ['expired', (url: string) => url.replace(/v1\.\d+/, 'v1.1000000000')],
  ])('with a signature that is %s opens its survey, and its answer is not verified', async (_case, spoil) => {
    const { page, site } = scene
    await page.goto(spoil(await urlOf(9)))
    await expectOpen()
    await survey(page).getByRole('button', { name: 'Send' }).click()
    await survey(page)
      .getByText(/Thank you/)
      .waitFor()

    await expect.poll(() => site.stored()).toMatchObject([{ verified: false, record: { score: 9 } }])
  })
})

describe.runIf(engines.includes('chromium'))('in chromium, a link that is only prerendered', () => {
  const scene = mountedScene('chromium')

  test('asks nobody and records nothing', async () => {
    const { page, site } = scene
    const [link] = await site.signer.links(`${site.url}/feedback`, subject)
    const rules = JSON.stringify({ prerender: [{ urls: [link?.url], eagerness: 'immediate' }] })
    const fetched: string[] = []
    page.context().on('request', request => fetched.push(request.url()))
    site.mail(`<!doctype html><title>Mail</title><script type="speculationrules">${rules}</script>`)
    await page.goto(`${site.url}/mail`)
    await whenQuiet(page)

    expect(fetched.some(url => url.includes('/nps/asking'))).toBe(false)
    expect(await site.stored()).toEqual([])
  })
})
