import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RunningCollector, startCollector } from '../support/collector.ts'
import { engines, enginesFor, sharedBrowser } from '../support/engines.ts'
import { openSignedIn } from '../support/signed-in.ts'
import { isThorough } from '../support/thorough.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const password = 'correct horse battery'

describe.each(enginesFor('report'))('the people of a report, in %s', engine => {
  let browser: Browser
  let collector: RunningCollector

  beforeAll(async () => {
    browser = await sharedBrowser(engine)
    collector = await startCollector()
  })

  afterAll(() => collector?.stop())

  /** A browser that nobody has signed in by. */
  const newPage = async (options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> =>
    (await browser.newContext({ locale: 'en-GB', ...options })).newPage()

  const api = (path: string, body?: unknown) =>
    fetch(collector.url + path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${collector.token}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })

  /** A person who has joined, in a browser of their own. */
  const joined = async (name: string, role: string, options = {}): Promise<Page> => {
    const page = await newPage(options)
    const { path } = await (await api('/api/members', { role })).json()
    await page.goto(collector.url + path)
    await page.getByLabel('Your name or e-mail address').fill(name)
    await page.getByLabel('A new password').fill(password)
    await page.getByRole('button', { name: 'Join' }).click()
    await page.getByRole('link', { name: `Your account: ${name}` }).waitFor()
    return page
  }

  const idOf = async (name: string): Promise<string> => {
    const { members } = await (await api('/api/members')).json()
    return members.find((member: { name: string }) => member.name === name).id
  }

  test('a manager invites a viewer, who joins, signs in by password, and finds nothing to change', async () => {
    const { page, said } = await openSignedIn(browser, collector, '/report/app/people')
    const invite = page.getByRole('region', { name: 'Invite somebody' })
    await page.getByText('Nobody has joined yet.').waitFor()
    await invite.getByLabel('For whom (a note for you)').fill('Vera')
    await invite.getByRole('button', { name: 'Make the link' }).click()
    const link = await invite.getByLabel('The link').inputValue()
    await page.getByRole('region', { name: 'Invitations that wait' }).getByText('Vera').waitFor()

    const vera = await newPage()
    await vera.goto(link)
    await vera.getByText('You are invited to the report, with the role “View”.').waitFor()
    await vera.getByLabel('Your name or e-mail address').fill('Vera')
    await vera.getByLabel('A new password').fill(password)
    await vera.getByRole('button', { name: 'Join' }).click()
    await vera.getByRole('button', { name: 'Sign out' }).click()
    await vera.getByRole('heading', { level: 1, name: 'Sign in to the report' }).waitFor()
    await vera.getByLabel('Your name or e-mail address').fill('vera')
    await vera.getByLabel('Password').fill('wrong wrong wrong')
    await vera.keyboard.press('Enter')
    await vera.getByRole('alert').getByText('No member has this name and this password.').waitFor()
    expect(await vera.getByLabel('Your name or e-mail address').inputValue()).toBe('vera')
    await vera.getByLabel('Password').fill(password)
    await vera.keyboard.press('Enter')
    await vera.getByRole('heading', { level: 1, name: 'Report', exact: true }).waitFor()

    await vera.goto(`${collector.url}/report/example/trend`)
    await vera.getByRole('region', { name: 'Events' }).first().waitFor()
    expect(await vera.getByText('Note an event').count()).toBe(0)
    expect(await vera.getByRole('button', { name: /Remove/ }).count()).toBe(0)
    await vera.goto(`${collector.url}/report/app/surveys`)
    await vera.getByRole('heading', { level: 1, name: 'Surveys' }).waitFor()
    await vera
      .getByText('Until you declare')
      .or(vera.getByRole('main').getByRole('paragraph'))
      .first()
      .waitFor()
    expect(await vera.getByRole('button', { name: 'Declare' }).count()).toBe(0)
    expect(await vera.getByRole('link', { name: 'People' }).count()).toBe(0)
    expect(await vera.getByRole('link', { name: 'Download and erase data' }).count()).toBe(0)
    const status = await vera.evaluate(async () => {
      const body = JSON.stringify({ surveys: [{ survey: 'checkout' }] })
      const headers = { 'content-type': 'application/json' }
      return (await fetch('/api/surveys', { method: 'POST', headers, body })).status
    })
    expect(status).toBe(403)
    const refused = await vera.goto(`${collector.url}/report/app/people`)
    expect(refused?.status()).toBe(403)
    await vera.getByText('This takes the role "manage", and Vera has the role "view".').waitFor()

    await page.reload()
    const members = page.getByRole('region', { name: 'Members' })
    await members.getByText('Change Vera').click()
    await members.getByLabel(/^Follow up/).check()
    await members.getByRole('button', { name: 'Save' }).click()
    await members.getByText('Saved.').waitFor()
    await vera.goto(`${collector.url}/report/example/trend`)
    await vera.getByText('Note an event').first().waitFor()

    await members.getByRole('button', { name: 'Remove Vera…' }).click()
    await members.getByRole('button', { name: 'Keep' }).click()
    await members.getByRole('button', { name: 'Remove Vera…' }).click()
    await members.getByRole('button', { name: 'Remove Vera', exact: true }).click()
    await page.getByText('Nobody has joined yet.').waitFor()
    // The next click asks to sign in.
    await vera.getByRole('link', { name: 'Words', exact: true }).click()
    await vera.getByRole('dialog', { name: 'Sign in to go on' }).waitFor()

    await page.getByRole('link', { name: 'Audit' }).click()
    const entries = page.getByRole('region', { name: 'Audit' }).getByRole('listitem')
    await entries.getByText('Removed a member').waitFor()
    await page.getByRole('combobox', { name: 'Person', exact: true }).selectOption('Vera')
    await page.getByRole('combobox', { name: 'What', exact: true }).selectOption('Joined')
    // While the list is loading there is none.
    await expect
      .poll(() => entries.allTextContents())
      .toEqual([expect.stringMatching(/UTC Vera Joined Vera$/)])
    expect(said).toEqual([])
    for (const one of [page, vera]) await one.context().close()
  })

  test('a session that ended asks to sign in, and goes on with what was typed', async () => {
    const page = await joined('Max', 'manage')
    const id = await idOf('Max')
    const end = () => api(`/api/members/${id}/sessions/end`, {})
    await page.getByRole('link', { name: 'Tags', exact: true }).click()
    await page.getByLabel('Name').fill('Delivery')
    await page.getByLabel(/^Words/).fill('late parcel')
    await end()

    await page.getByRole('button', { name: 'Make the tag' }).click()
    const dialog = page.getByRole('dialog', { name: 'Sign in to go on' })
    expect(await dialog.getByLabel('Your name or e-mail address').inputValue()).toBe('Max')
    await dialog.getByLabel('Password').fill('wrong wrong wrong')
    await dialog.getByRole('button', { name: 'Sign in', exact: true }).click()
    await dialog.getByRole('alert').getByText('No member has this name and this password.').waitFor()
    await dialog.getByLabel('Password').fill(password)
    await dialog.getByRole('button', { name: 'Sign in', exact: true }).click()
    await dialog.waitFor({ state: 'detached' })
    // It was made, without being asked for again.
    await page.getByRole('listitem').getByText('Delivery').waitFor()

    // If they cancel, they are told that nothing was changed, and their text stays.
    await page.getByLabel('Name').last().fill('Returns')
    await end()
    await page.getByRole('button', { name: 'Make the tag' }).click()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('alert').getByText('You are signed out.').first().waitFor()
    expect(await page.getByLabel('Name').last().inputValue()).toBe('Returns')

    // The plain page keeps their text as well.
    await page.goto(`${collector.url}/report/data`)
    await page.getByLabel('Your name or e-mail address').fill('Max')
    await page.getByLabel('Password').fill(password)
    await page.keyboard.press('Enter')
    await page.getByLabel('Find by').selectOption('Order or ticket number')
    await page.getByLabel('What to look for').fill('order <4711>')
    await end()
    await page.getByRole('button', { name: 'Find' }).click()
    await page.getByRole('status').getByText('What you typed is still here').waitFor()
    await page.getByLabel('Your name or e-mail address').fill('Max')
    await page.getByLabel('Password').fill('wrong wrong wrong')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').waitFor()
    await page.getByLabel('Password').fill(password)
    await page.keyboard.press('Enter')
    expect(await page.getByLabel('What to look for').inputValue()).toBe('order <4711>')
    expect(await page.getByLabel('Find by').inputValue()).toBe('ref')
    await page.getByRole('button', { name: 'Find' }).click()
    await page.getByRole('heading', { name: '0 responses' }).waitFor()
    await page.context().close()
  })

  test('a member sets another password, sees the own sessions, and signs out everywhere', async () => {
    const page = await joined('Olga', 'view')
    const link = await (await api(`/api/members/${await idOf('Olga')}/link`, {})).json()
    const other = await newPage()
    await other.goto(collector.url + link.path)
    await other.getByRole('heading', { level: 1, name: 'Sign in as Olga' }).waitFor()
    await other.getByRole('button', { name: 'Sign in' }).click()
    await other.getByRole('link', { name: 'Your account: Olga' }).click()
    const sessions = other.getByRole('region', { name: 'Your sessions' })
    await sessions.getByText('This one').waitFor()
    expect(await sessions.getByRole('listitem').count()).toBe(2)

    await other.getByLabel('Your present password').fill(password)
    await other.getByLabel('A new password').fill('another password')
    await other.getByRole('button', { name: 'Change it' }).click()
    await other.getByText('Your password is changed.').waitFor()
    await sessions.getByRole('listitem').nth(1).waitFor({ state: 'detached' })
    await page.reload()
    await page.getByRole('heading', { level: 1, name: 'Sign in to the report' }).waitFor()

    await sessions.getByRole('button', { name: 'Sign out everywhere' }).click()
    await other.getByRole('dialog', { name: 'Sign in to go on' }).waitFor()
    for (const one of [page, other]) await one.context().close()
  })

  // axe finds the same in both engines, and takes long.
  test.runIf(isThorough || engine === engines[0])(
    'nothing is inaccessible, and nothing is cut off, in English and in Swedish',
    async () => {
      // The pages' own policy would keep axe out.
      const wide = { bypassCSP: true, colorScheme: 'dark' as const, viewport: { width: 390, height: 844 } }
      const page = await joined(
        'Nora with a rather long name, nora.nordström@a-long-domain.example',
        'manage',
        wide,
      )
      await api('/api/members', { role: 'follow-up', for: 'Somebody from the service desk' })
      const strange = await newPage({ ...wide, locale: 'sv-SE' })
      const invitation = await (await api('/api/members', { role: 'view' })).json()
      for (const [one, path, heading] of [
        [page, '/report/app/people', 'People'],
        [page, '/report/app/people?lang=sv', 'Personer'],
        [page, '/report/app/audit', 'Audit'],
        [page, '/report/app/account', 'Your account'],
        [strange, '/report', 'Logga in till rapporten'],
        [strange, invitation.path, 'Gå med i teamet'],
        [strange, '/join?code=wrong', 'Länken fungerar inte'],
      ] as const) {
        await one.goto(collector.url + path)
        await one.getByRole('heading', { level: 1, name: heading }).waitFor()
        await one.evaluate(() => {
          for (const details of document.querySelectorAll('details')) details.open = true
        })
        expect(await violations(one), path).toEqual([])
        expect(await one.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(390)
      }
      await page.goto(`${collector.url}/report/app/tags`)
      await api(
        `/api/members/${await idOf('Nora with a rather long name, nora.nordström@a-long-domain.example')}/sessions/end`,
        {},
      )
      await page.getByRole('link', { name: 'Trend', exact: true }).click()
      await page.getByRole('dialog').waitFor()
      expect(await violations(page), 'the dialog').toEqual([])
      for (const one of [page, strange]) await one.context().close()
    },
  )
})

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
