import { cleanup, render, screen } from '@testing-library/preact'
import { afterEach, expect, test } from 'vitest'
import { emptyForm } from '../../src/report/app/empty-form.ts'

afterEach(cleanup)

function formWith(name: string) {
  render(
    <form aria-label="A tag">
      <label>
        Name <input name="name" />
      </label>
    </form>,
  )
  const form = screen.getByRole<HTMLFormElement>('form', { name: 'A tag' })
  const input = screen.getByLabelText<HTMLInputElement>('Name')
  input.value = name
  return { form, input, sent: new FormData(form) }
}

test('a form whose contents were kept is empty', () => {
  const { form, input, sent } = formWith('Delivery')
  emptyForm(form, sent)
  expect(input.value).toBe('')
})

test('somebody who typed on while it was being saved loses nothing', () => {
  const { form, input, sent } = formWith('Delivery')
  input.value = 'Returns'
  emptyForm(form, sent)
  expect(input.value).toBe('Returns')
})
