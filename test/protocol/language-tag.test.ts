import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { chooseLocale } from '../../src/i18n/choose-locale.ts'
import { isLanguageTag } from '../../src/protocol/language-tag.ts'

const folder = new URL('../../src/i18n/', import.meta.url)
const spoken = readdirSync(folder)
  .map(file => file.replace('.ts', ''))
  .filter(name => /^[a-z]{2}(-[A-Z]{2})?$/.test(name))

test.each([
  'en',
  'nb',
  'pt-BR',
  'zh-Hant-TW',
  'de-1996',
  'sl-rozaj-biske-1994',
  'EN-us',
  'fil',
  'de-u-co-phonebk',
])('"%s" is a language', tag => {
  expect(isLanguageTag(tag)).toBe(true)
})

test.each(spoken)('so is each that the card speaks: %s', tag => {
  expect(isLanguageTag(tag)).toBe(true)
})

test.each(['en\u2003verified', 'pt_BR', 'verified', '\u202een', 'de-DE-verified-yes', '', 'tlh'])(
  'the card speaks one of these, whatever a page or an option calls for: %j',
  wanted => {
    expect(spoken).toContain(chooseLocale(wanted, [wanted, 'en\u00a0'], spoken))
  },
)
