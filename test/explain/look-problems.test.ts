import { expect, test } from 'vitest'
import { lookProblems } from '../../src/explain/look-problems.ts'
import { optionProblems } from '../../src/explain/option-problems.ts'
import type { Colour } from '../../src/survey/theme/contrast.ts'

/** Of colours written as #rrggbb: what other notations a browser reads is shown in one. */
const colour = (text: string): Colour | undefined =>
  /^#\w{6}$/.test(text) ? [1, 3, 5].map(at => Number.parseInt(text.slice(at, at + 2), 16)) : undefined
const around = {
  page: 'https://shop.example/thank-you',
  colour,
  isSelector: () => true,
  isRight: (_property: string, value: string) => value !== 'greeen',
}

const optionsOf = (site: Record<string, unknown>) => lookProblems(site, around).map(({ option }) => option)
const thanks = (url: string) => ({
  surveys: [{ id: 'a', thanks: { promoter: { link: { url, text: 'Go' } } } }],
})

test('a link that the card refuses is reported in a sentence', () => {
  const problems = optionProblems(
    [{ endpoint: '/responses' }, { privacy: { url: 'javascript:alert(1)' } }],
    around,
  )

  expect(problems).toEqual([
    {
      code: 'refused-link',
      option: 'privacy.url',
      found: '"javascript:alert(1)"',
      allowed: 'an address with "https:" or "mailto:", or a path on your own site',
      message:
        'privacy.url is "javascript:alert(1)", which the card refuses, so it shows no link; write an address with "https:" or "mailto:", or a path on your own site.',
    },
  ])
})

test.each([
  ['http://reviews.example/', ['surveys[0].thanks.promoter.link.url']],
  ['data:text/html,hello', ['surveys[0].thanks.promoter.link.url']],
  ['https://reviews.example/{id}', []],
  ['mailto:hello@shop.example', []],
  ['/reviews?from={id}', []],
])('of the thanks as well: %s', (url, options) => {
  expect(optionsOf(thanks(url))).toEqual(options)
})

test('a colour that cannot be told from the card is reported, with the colour that is shown instead', () => {
  const [problem, ...others] = lookProblems({ accent: '#ffcc00' }, around)

  expect(others).toEqual([])
  expect(problem).toMatchObject({ code: 'corrected-colour', option: 'accent', found: '"#ffcc00"' })
  expect(problem?.why).toMatch(/^whose contrast with the card is 1\.5, so it is shown as #[0-9a-f]{6}$/)
})

test.each([
  ['just enough', { accent: '#767676' }, []],
  ['just not enough', { accent: '#777777' }, ['accent']],
  ['a text needs more', { text: '#767676' }, ['text']],
  ['a text that has it', { text: '#595959' }, []],
  ['on the dark card', { accent: '#101840', theme: 'dark' }, ['accent']],
  ['a bright one on the dark card', { accent: '#ffcc00', theme: 'dark' }, []],
  ["on the site's own surface", { accent: '#ffcc00', surface: '#222222' }, []],
  ['no colour at all, which the card leaves alone', { accent: 'fizz' }, []],
  ['of a survey', { surveys: [{ id: 'a', accent: '#ffcc00' }] }, ['surveys[0].accent']],
  ['in the dark', { dark: { accent: '#101840' } }, ['dark.accent']],
  ['that can be read in the dark', { dark: { accent: '#ffcc00', text: '#ffffff' } }, []],
  ['of the dark, on its own surface', { dark: { text: '#444444', surface: '#000000' } }, ['dark.text']],
  ['a light one for the dark card', { dark: { surface: '#fffdf7' } }, ['dark.surface']],
  ['for the dark beside a light surface', { surface: '#fffdf7', dark: { text: '#ffffff' } }, ['dark.text']],
  ['for both surfaces', { surface: '#fffdf7', dark: { surface: '#24261f', text: '#ffffff' } }, []],
  ['for the dark, where the card is always light', { theme: 'light', dark: { text: '#ffffff' } }, ['dark']],
  ['for a dark surface in the light', { theme: 'light', surface: '#000000', dark: { text: '#ffffff' } }, []],
  ['none for the dark', { dark: {} }, ['dark']],
  ['a text on a light surface at night', { theme: 'dark', surface: '#fffdf7', text: '#eeeeee' }, ['text']],
  ['a wrong one in the dark', { dark: { accent: 'greeen' } }, ['dark.accent']],
  [
    'of a survey in the dark, on the surface of the site',
    { dark: { surface: '#000000' }, surveys: [{ id: 'a', dark: { text: '#444444' } }] },
    ['surveys[0].dark.text'],
  ],
  ["of a survey on the site's surface", { surface: '#222222', surveys: [{ accent: '#ffcc00' }] }, []],
])('%s', (_case, site, options) => {
  expect(optionsOf(site)).toEqual(options)
})

test.each([
  ['tlh', ['locale']],
  ['auto', []],
  ['sv', []],
  ['de-AT', []],
  ['no', []],
  [7, []],
])('of the language %s', (locale, options) => {
  expect(optionsOf({ locale })).toEqual(options)
})
