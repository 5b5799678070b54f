import { expect, onTestFinished, test } from 'vitest'
import { isThemed } from '../../src/showing/is-themed.ts'
import { addToPage } from '../survey/open-card.ts'

function setOn(element: HTMLElement, name: string, value: string): void {
  element.style.setProperty(name, value)
  onTestFinished(() => {
    element.style.removeProperty(name)
  })
}

test('a page that sets none of our properties is not themed', () => {
  setOn(document.documentElement, '--howlikely', 'red')

  expect(isThemed(document.body)).toBe(false)
})

test.each(['accent', 'surface', 'text', 'radius', 'font'])(
  'a page that sets --howlikely-%s is themed',
  name => {
    setOn(document.documentElement, `--howlikely-${name}`, '1px')

    expect(isThemed(document.body)).toBe(true)
  },
)

test('a place that has a property of its own is themed, and the rest of the page is not', () => {
  const place = addToPage('div')
  setOn(place, '--howlikely-accent', 'teal')

  expect([isThemed(place), isThemed(document.body)]).toEqual([true, false])
})
