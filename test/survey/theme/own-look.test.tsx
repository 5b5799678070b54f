import { expect, onTestFinished, test } from 'vitest'
import { hasOwnLook } from '../../../src/survey/theme/look.ts'
import { plainSurvey } from '../a-request.ts'
import { addToPage } from '../open-card.ts'

function setOn(element: HTMLElement, name: string, value: string): void {
  element.style.setProperty(name, value)
  onTestFinished(() => {
    element.style.removeProperty(name)
  })
}

test('a site that sets no colours, corners and letters has no look of its own', () => {
  setOn(document.documentElement, '--howlikely', 'red')

  expect(hasOwnLook(document.body, plainSurvey)).toBe(false)
})

test.each(['accent', 'surface', 'text', 'radius', 'font'])(
  'a page that sets --howlikely-%s has one',
  name => {
    setOn(document.documentElement, `--howlikely-${name}`, '1px')

    expect(hasOwnLook(document.body, plainSurvey)).toBe(true)
  },
)

test.each([
  ['an accent', { accent: '#a04' }],
  ['a surface', { surface: '#fed' }],
  ['a colour for its words', { text: '#210' }],
  ['corners of its own', { radius: '0px' }],
  ['letters of its own', { font: 'Georgia' }],
])('a site whose options say %s has one', (_case, options) => {
  expect(hasOwnLook(document.body, { ...plainSurvey, ...options })).toBe(true)
})

test('a place that has a property of its own has one, and the rest of the page has not', () => {
  const place = addToPage('div')
  setOn(place, '--howlikely-accent', 'teal')

  expect([hasOwnLook(place, plainSurvey), hasOwnLook(document.body, plainSurvey)]).toEqual([true, false])
})
