import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { languages as known } from '../../src/explain/languages.ts'
import { directionOf } from '../../src/i18n/direction.ts'
import { en } from '../../src/i18n/en.ts'
import type { LocaleWords } from '../../src/i18n/locale-words.ts'
import { nameIn, page, tableUnder } from '../docs/pages.ts'

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
/** Words that another language shares with English. How a name is set needs a noun before it in some only. */
const mayBeAsInEnglish: Readonly<Record<string, Key[]>> = {
  da: ['named', 'send'],
  fi: [],
  it: ['named', 'privacy'],
  nb: ['named', 'send'],
  nl: ['named', 'privacy'],
}
/** English words that occur in none of the other languages. */
const english =
  /\b(about|again|answer|ask|characters|chose|closing|could|friend|how|likely|please|purchase|question|reason|recommend|reach|short|survey|thank|this|went|would|your?)\b/i

test('there are fifteen languages, English among them, and what explains options knows them', () => {
  expect(known).toHaveLength(15)
  expect(['en', ...tags].sort()).toEqual([...known].sort())
})

test.each(languages)('%s has every text and no other', (_tag, words) => {
  expect(Object.keys(words ?? {}).sort()).toEqual([...keys].sort())
  expect(keys.filter(key => !words?.[key])).toEqual(words?.reasonPromoter ? [] : mayBeEmpty)
})

test.each(languages)('%s has no text left in English', (tag, words) => {
  const shared = mayBeAsInEnglish[tag] ?? ['named']

  expect(keys.filter(key => words?.[key] === en[key] && !shared.includes(key))).toEqual([])
  expect(Object.values(words ?? {}).filter(text => english.test(text))).toEqual([])
})

test('English itself would be found to be English', () => {
  const long = Object.values(en).filter(text => text.split(' ').length > 2)

  expect(long.filter(text => !english.test(text))).toEqual([])
})

test.each(languages)('%s has the tokens of the English texts', (_tag, words) => {
  for (const key of keys) {
    if (words?.[key]) expect([key, ...tokensOf(words[key])]).toEqual([key, ...tokensOf(en[key])])
  }
})

test.each([['en', en] as const, ...languages])(
  '%s names the Send button as the button is named',
  (_tag, words) => {
    expect(words?.closingSendsNothing).toContain(words?.send)
  },
)

test.each(['en', ...tags])(
  '%s says where its words come from, and whether a native speaker has read them',
  tag => {
    const [source, review] = readFileSync(new URL(`${tag}.ts`, folder), 'utf8').split('\n')

    expect(source).toMatch(/^\/\/ Source: /)
    expect(review).toMatch(/^\/\/ Native review: (yes\.|none yet, )/)
  },
)

test('the page on languages says of each whether a native speaker has read it', () => {
  const rows = tableUnder(page('docs/languages.md'), 'Languages').slice(1)
  const reviewed = ['en', ...tags].map(tag => [
    tag,
    readFileSync(new URL(`${tag}.ts`, folder), 'utf8').includes('// Native review: yes.') ? 'yes' : 'not yet',
  ])

  expect(rows.map(([, file, review]) => [nameIn(file), review]).sort()).toEqual(reviewed.sort())
})

test.each(languages)('%s asks per category only what a native speaker has read', (tag, words) => {
  const isReviewed = /^\/\/ Native review: yes\.$/m.test(readFileSync(new URL(`${tag}.ts`, folder), 'utf8'))

  expect(mayBeEmpty.some(key => words?.[key])).toBe(isReviewed)
})

test.each(tags)('%s writes numbers by Intl', tag => {
  expect(Intl.NumberFormat.supportedLocalesOf(tag)).toEqual([tag])
  expect(new Intl.NumberFormat(tag).format(10)).toBe('10')
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
