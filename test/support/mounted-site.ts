import { fileURLToPath } from 'node:url'
import { createCollector } from '../../src/collector/app.ts'
import { browserFolder } from '../../src/collector/browser-folder.ts'
import { createSqliteStore, openSqlite } from '../../src/collector/store/sqlite-store.ts'
import { createSigner, type Signer } from '../../src/links/create-signer.ts'
import type { ResponseRecord } from '../../src/protocol/response.ts'
import { listen } from './site.ts'

/** How the collector reacts when a page asks what it knows. */
export type Mood = 'answers' | 'talks nonsense' | 'never answers' | 'breaks off'

interface Stored {
  record: ResponseRecord
  verified: boolean
}

/** A site with the collector mounted under its own address, as `/nps/…`, and one plain page under every other path. */
export interface MountedSite {
  url: string
  signer: Signer
  /** A page's address. `options` go into its JSON block, `who` into `identify`, signed. */
  page(path: string, about?: { options?: object; who?: string; trigger?: string; ref?: string }): string
  stored(): Promise<Stored[]>
  /** How often a page has asked what the collector knows. */
  questions(): number
  mood(mood: Mood): void
  /** Leaves a trigger, as a help desk's web hook does. */
  askNextTime(respondent: string, trigger: object): Promise<number>
  /** Shows this instead of the page under `/mail`. */
  mail(html: string): void
  stop(): Promise<void>
}

const secret = 'a secret of thirty-two letters !'
const token = 'the-operators-token'

const pageOf = (options: object, identify: object | null, attributes: string) => `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>A page</title>
<script>
window.howlikely = window.howlikely || function () { (howlikely.q = howlikely.q || []).push(arguments) }
${identify ? `howlikely('identify', ${JSON.stringify(identify)})` : ''}
</script>
<script type="application/json" data-howlikely>${JSON.stringify(options)}</script>
<script async src="/nps/howlikely.js" data-endpoint="/nps/responses" ${attributes}></script>
<h1>A page</h1><p><a href="/elsewhere">Elsewhere</a></p></html>`

/** Starts it, with a database in memory and the built files. */
export async function startMountedSite(): Promise<MountedSite> {
  const db = await openSqlite(':memory:')
  const collector = createCollector({
    store: createSqliteStore(db),
    now: Date.now,
    token,
    signingSecret: secret,
    browserFiles: browserFolder(fileURLToPath(new URL('../../dist/browser', import.meta.url))),
  })
  const signer = createSigner({ secret })
  let mood: Mood = 'answers'
  let questions = 0
  let mail = ''

  const ask = async (request: Request): Promise<Response> => {
    questions += 1
    switch (mood) {
      case 'answers':
        return collector.fetch(request)
      case 'talks nonsense':
        return new Response('{"may":"yes"}', { headers: { 'content-type': 'application/json' } })
      case 'never answers':
        return new Promise(() => {})
      case 'breaks off':
        return new Response(
          new ReadableStream({ start: controller => controller.error(new Error('broken off')) }),
        )
    }
  }

  const serve = async (request: Request): Promise<Response> => {
    const url = new URL(request.url)
    if (url.pathname.startsWith('/nps/')) {
      const path = url.pathname.slice('/nps'.length)
      const { method, headers } = request
      const body = method === 'POST' ? await request.text() : null
      const inner = new Request(new URL(path + url.search, url), { method, headers, body })
      return path === '/eligibility' ? ask(inner) : collector.fetch(inner)
    }
    const html = { 'content-type': 'text/html; charset=utf-8' }
    if (url.pathname === '/mail') return new Response(mail, { headers: html })
    const given = (name: string) => url.searchParams.get(`test-${name}`)
    const who = given('who')
    const options = { automation: 'ask', delay: '0s', ...JSON.parse(given('options') ?? '{}') }
    const identify = who ? { id: who, signature: await signer.respondent(who) } : null
    const trigger = given('trigger')
    const ref = given('ref')
    const attributes = `${trigger ? `data-trigger="${trigger}"` : ''} ${ref ? `data-ref="${ref}"` : ''}`
    return new Response(pageOf(options, identify, attributes), { headers: html })
  }

  const { url, stop } = await listen(serve)
  return {
    url,
    signer,
    page(path, { options, who, trigger, ref } = {}) {
      const all = { options: options && JSON.stringify(options), who, trigger, ref }
      const entries = Object.entries(all).flatMap(([name, value]) => (value ? [[`test-${name}`, value]] : []))
      return `${url}${path}?${new URLSearchParams(entries)}`
    },
    async stored() {
      const rows = await db.selectFrom('response').select(['record', 'verified']).orderBy('id').execute()
      return rows.map(({ record, verified }) => ({ record: JSON.parse(record), verified: verified === 1 }))
    },
    questions: () => questions,
    mood(next) {
      mood = next
    },
    async askNextTime(respondent, trigger) {
      const { status } = await collector.fetch(
        new Request(`${url}/triggers`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
          body: JSON.stringify({ schema: 1, site: 'main', respondent: { id: respondent }, trigger }),
        }),
      )
      return status
    },
    mail(html) {
      mail = html
    },
    async stop() {
      await stop()
      await db.destroy()
    },
  }
}
