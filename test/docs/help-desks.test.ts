import { describe, expect, test } from 'vitest'
import { triggerOf } from '../../src/collector/hooks/hooks.ts'
import { secretNameOf } from '../../src/collector/hooks/read-hooks.ts'
import { vendorNames } from '../../src/collector/hooks/vendors.ts'
import { examplesIn, page } from './pages.ts'

const { text } = page('docs/help-desks.md')
const now = Date.parse('2026-05-01T12:00:00Z')
const filledIn: Record<string, string> = {
  status: 'closed',
  updated_at_with_timestamp: '2026-05-01T11:59:00Z',
}

/** The body that a section has the operator write, filled in as the help desk would. */
const bodies = [...text.matchAll(/^### (\w+)\n(?:(?!^### )[\s\S])*?^```\n(\{[\s\S]*?\n\})\n```$/gm)].map(
  ([, name = '', body = '']) =>
    [
      vendorNames.find(vendor => vendor === name.toLowerCase()) ?? 'zendesk',
      body
        .replace(/\{\{[\w.]*closed_datetime\}\}/, '2026-05-01T11:59:00.000000+00:00')
        .replace(/\{\{[\w.]*?(\w+)\}\}/g, (_all, field) => filledIn[field] ?? `the ${field}`),
    ] as const,
)

describe('the bodies to write', () => {
  test('exist, and accept what the page says to send', () => {
    expect(bodies.map(([vendor]) => vendor)).toEqual(['zendesk', 'freshdesk', 'gorgias'])
  })

  test.each(bodies)('%s: leave a trigger', (vendor, body) => {
    const hook = { vendor, site: 'main', secret: '', once: 'conversation', robots: 'skip' } as const
    const message = { body: JSON.parse(body), headers: new Headers() }

    expect(triggerOf({ ...hook, respondent: 'id' }, message, now)).toMatchObject({
      ref: 'the id',
      respondent: expect.stringMatching(/^the .*external_id$/),
      properties: { agent: 'the name', team: 'the name' },
    })
    expect(triggerOf({ ...hook, respondent: 'email' }, message, now)).toMatchObject({
      respondent: 'the email',
    })
  })
})

test('each help desk has its section, and the page names the secrets as the collector does', () => {
  const sections = [...text.matchAll(/^### (.*)$/gm)].map(([, name = '']) =>
    name.toLowerCase().replace(' ', ''),
  )

  expect(sections).toEqual(expect.arrayContaining([...vendorNames]))
  for (const vendor of vendorNames) expect(text).toContain(secretNameOf(vendor))
})

test('five minutes of silence count as the end, and each message starts them again', () => {
  const [code = ''] = examplesIn(page('docs/help-desks.md'))
    .filter(({ code }) => code.includes('silence'))
    .map(({ code }) => code)
  const asked: unknown[][] = []
  const timers = new Map<number, { run: () => void; after: number }>()
  let wrote = () => {}
  const setTimeout = (run: () => void, after: number) => timers.set(timers.size + 1, { run, after }).size
  const world = {
    howlikely: (...call: unknown[]) => asked.push(call),
    clearTimeout: (id: number) => timers.delete(id),
    window: {
      setTimeout,
      addEventListener: (_name: string, handler: () => void) => {
        wrote = handler
      },
    },
  }
  new Function(...Object.keys(world), code)(...Object.values(world))
  wrote()
  wrote()

  expect([...timers.values()].map(({ after }) => after)).toEqual([5 * 60_000])
  for (const { run } of timers.values()) run()
  expect(asked).toEqual([['trigger', 'support']])
})
