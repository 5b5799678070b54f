import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { directionOf } from '../../src/i18n/direction.ts'
import { en } from '../../src/i18n/en.ts'
import type { LocaleWords } from '../../src/i18n/locale-words.ts'

const folder = new URL('../../src/i18n/', import.meta.url)
const tags = readdirSync(folder)
  .map(name => name.replace(/\.ts$/, ''))
  .filter(name => /^[a-z]{2}(-[A-Z]{2})?$/.test(name) && name !== 'en')

/** The constant that a language's file exports: sv, ptBR. */
const exportOf = (tag: string) => tag.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())

const languages = await Promise.all(
  tags.map(async tag => {
    const module = (await import(new URL(`${tag}.ts`, folder).href)) as Record<string, LocaleWords>
    return [tag, module[exportOf(tag)]] as const
  }),
)

type Key = keyof LocaleWords
const keys = Object.keys(en) as Key[]
const tokensOf = (text: string) => (text.match(/{\w+}/g) ?? []).sort()

/** A language may lack these: the neutral reason question serves then. */
const mayBeEmpty: Key[] = ['reasonPromoter', 'reasonPassive', 'reasonDetractor']
/** How a name is set; most languages need no noun before it. */
const mayBeAsInEnglish: Key[] = ['named']

test('there is Swedish', () => {
  expect(tags).toContain('sv')
})

test.each(languages)('%s has every text and no other', (_tag, words) => {
  expect(Object.keys(words ?? {}).sort()).toEqual([...keys].sort())
  expect(keys.filter(key => !words?.[key])).toEqual(words?.reasonPromoter ? [] : mayBeEmpty)
})

test.each(languages)('%s has no text left in English', (_tag, words) => {
  expect(keys.filter(key => words?.[key] === en[key] && !mayBeAsInEnglish.includes(key))).toEqual([])
})

test.each(languages)('%s has the tokens of the English texts', (_tag, words) => {
  for (const key of keys) {
    if (words?.[key]) expect([key, ...tokensOf(words[key])]).toEqual([key, ...tokensOf(en[key])])
  }
})

test('English itself has no empty text', () => {
  expect(keys.filter(key => !en[key])).toEqual([])
})

test.each([
  ['en', 'ltr'],
  ['sv-SE', 'ltr'],
  ['ar', 'rtl'],
  ['ar-EG', 'rtl'],
  ['he', 'rtl'],
  ['arn', 'ltr'],
])('%s is written %s', (locale, direction) => {
  expect(directionOf(locale)).toBe(direction)
})
