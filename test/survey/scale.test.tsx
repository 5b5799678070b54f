import { signal } from '@preact/signals-core'
import { cleanup, fireEvent, render, screen } from '@testing-library/preact'
import { afterEach, expect, test, vi } from 'vitest'
import { Scale } from '../../src/survey/Scale.tsx'
import { createWording } from '../../src/survey/wording.ts'
import { aRequest } from './a-request.ts'

afterEach(cleanup)

function open(first: number | null) {
  const chosen = signal(first)
  const onChoose = vi.fn()
  const drawn: string[] = []
  const wording = createWording(aRequest().request)
  render(
    <Scale
      name="score"
      question="How likely?"
      values={[0, 1, 2]}
      chosen={chosen}
      low="Not at all"
      high="Very"
      wording={wording}
      onChoose={onChoose}
    />,
  )
  const radios = screen.getAllByRole<HTMLInputElement>('radio')
  new MutationObserver(changes => drawn.push(...changes.map(({ type }) => type))).observe(document.body, {
    subtree: true,
    childList: true,
    attributes: true,
  })
  return { chosen, onChoose, drawn, radios }
}

test('a scale is a group of radios, named by the question, with nothing chosen', () => {
  const { radios } = open(null)

  expect(screen.getByRole('group', { name: 'How likely?' }).contains(radios[0] ?? null)).toBe(true)
  expect(radios.map(radio => radio.labels?.[0]?.textContent)).toEqual(['0', '1', '2'])
  expect(radios.filter(radio => radio.checked)).toEqual([])
})

test('a choice is reported, and shown once it is made', async () => {
  const { chosen, onChoose, radios } = open(null)

  fireEvent.click(screen.getByRole('radio', { name: '2' }))
  expect(onChoose.mock.calls).toEqual([[2]])
  chosen.value = 2

  await screen.findByText('You chose 2 out of 2')
  expect(radios.map(radio => radio.checked)).toEqual([false, false, true])
})

test('a change draws nothing but the words: every cell stays as it is', async () => {
  const { chosen, drawn, radios } = open(0)

  chosen.value = 1

  await screen.findByText('You chose 1 out of 2')
  expect(radios.map(radio => radio.checked)).toEqual([false, true, false])
  expect(drawn).toEqual(['childList'])
})
