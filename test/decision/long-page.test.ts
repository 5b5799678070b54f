import { expect, test } from 'vitest'
import { hearTrigger } from '../../src/decision/hear-trigger.ts'
import { createState } from '../../src/decision/read-settings.ts'
import { readTrigger } from '../../src/triggers/read-trigger.ts'
import { aBrowserInMemory } from '../doubles/browser.ts'
import { aPageContext, notHere } from '../doubles/page-context.ts'
import { noon } from '../eligibility/situations.ts'

const second = 1000

test('a page that hears triggers for days keeps only those that another report may belong to', async () => {
  const browser = aBrowserInMemory()
  const parts = {
    asking: notHere,
    explainer: notHere,
    configFile: notHere,
    cookies: notHere,
    consentTools: notHere,
    respondents: notHere,
  }
  const state = await createState({ page: aPageContext({}, { browser }), browser, parts })
  for (let count = 0; count < 1000; count += 1) {
    const raw = { name: 'upgrade', details: { ref: `U-${count}` }, source: 'command' as const }
    await hearTrigger(state, readTrigger({ ...raw, at: noon + count * second }))
  }

  expect(state.recentTriggers.map(({ ref }) => ref)).toHaveLength(10)
})
