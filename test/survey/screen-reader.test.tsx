import { virtual } from '@guidepup/virtual-screen-reader'
import { afterEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { choose, openCard, send } from './open-card.ts'
import { asked, chosen, lost, thanked, withoutAddress } from './transcripts.ts'

afterEach(() => virtual.stop())

/** Reads the card from its beginning to its end, step by step. */
async function read(root: ShadowRoot): Promise<string[]> {
  // The simulated reader reads the attribute where a browser reads the property.
  for (const input of root.querySelectorAll('input')) input.toggleAttribute('checked', input.checked)
  const container = root.querySelector<HTMLElement>('section')
  if (!container) throw new Error('there is no card')
  await virtual.start({ container })
  for (let steps = 0; steps < 100; steps++) {
    const last = await virtual.lastSpokenPhrase()
    if (last.startsWith('end of dialog')) break
    await virtual.next()
  }
  const [, ...heard] = await virtual.spokenPhraseLog()
  await virtual.stop()
  // It says where it begins before it reads, marks paragraphs, and adds to each field that it is not invalid.
  return heard
    .filter(phrase => !/^(end of )?paragraph$/.test(phrase))
    .map(phrase => phrase.replace(/, not (invalid|disabled)$/, ''))
}

test('the whole flow is heard as it was written down', async () => {
  const outcomes = ['lost', 'kept'] as const
  let sent = 0
  const { root } = openCard({ send: async () => outcomes[sent++] ?? 'kept' })
  await expect.poll(() => root.querySelector('[role=status]')?.textContent).toBeTruthy()

  expect(await read(root)).toEqual(asked)

  await choose(9)
  expect(await read(root)).toEqual(chosen)

  await send()
  await expect.element(page.getByRole('alert')).toBeVisible()
  expect(await read(root)).toEqual(lost)

  await send()
  await expect.element(page.getByRole('heading')).toBeVisible()
  expect(await read(root)).toEqual(thanked)
})

test('a mistake is heard at its field, with how to mend it', async () => {
  const { root } = openCard({ settings: { privacy: { url: '/privacy', note: null } } })
  await choose(2)
  await page.getByRole('checkbox', { name: 'You may contact me about my answer' }).click()
  await send()
  await expect.element(page.getByRole('alert')).toBeVisible()

  expect(await read(root)).toEqual(withoutAddress)
})
