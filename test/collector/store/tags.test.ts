import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Store } from '../../../src/collector/store/store.ts'
import type { Selection } from '../../../src/report/api/figures-query.ts'
import { fits, type Search, searchOf, termsOf } from '../../../src/words/terms.ts'
import { sentencesOf, wordsOf } from '../../../src/words/words-of.ts'
import { tries } from '../../support/thorough.ts'
import { aResponse } from '../a-response.ts'
import { openTestDatabase, testDatabase } from '../test-database.ts'

const at = Date.parse('2026-05-01T12:00:00.000Z')

const everything: Selection = {
  ...{ site: null, survey: null, kind: null, onlyVerified: false, countUnconfirmed: false },
  ...{ latestPerRespondent: false, filters: [], tag: null, before: null },
  period: { start: 0, end: 9e12 },
}

const received = (id: string, reason: string | null) => {
  const record = aResponse({ id, reason })
  return { record, json: JSON.stringify(record), receivedAt: at }
}

const found = (store: Store, { words, tag = null }: { words?: string; tag?: string | null }) =>
  store.answers({
    selection: { ...everything, tag },
    scores: [9],
    withText: false,
    currency: null,
    search: words === undefined ? null : searchOf(words),
    after: null,
    limit: 100,
  })

const idsOf = (answers: readonly { id: string }[]) => answers.map(({ id }) => id).sort()

const ids = Array.from({ length: 8 }, () => randomUUID())
const names = ['late parcel', 'price', 'ö']

/** Few letters, so that words meet; and whatever an index may spell in a way of its own. */
const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'late',
        'Later',
        'parcel',
        "don't",
        'don',
        'É',
        'e\u0301',
        'ς',
        'ß',
        'ẞ',
        'İ',
        '配送',
        '配',
        'and',
        'OR',
        '"',
        "'",
        '\\',
        ':*',
        '&',
        'late.Never',
        '🙂',
        '\0',
        '\ud800',
      ),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 3 }),
    ),
    { maxLength: 5 },
  )
  .map(pieces => pieces.join(' '))

const step = fc.oneof(
  fc.record({ does: fc.constant('answer' as const), place: fc.nat(7), reason: fc.option(text) }),
  fc.record({
    does: fc.constant('rule' as const),
    tag: fc.constantFrom(...names),
    words: text.map(one => `${one}*, ${one}`),
  }),
  fc.record({
    does: fc.constant('hand' as const),
    tag: fc.constantFrom(...names),
    places: fc.uniqueArray(fc.nat(7), { minLength: 1 }),
    isOn: fc.boolean(),
  }),
  fc.record({ does: fc.constant('erase' as const), place: fc.nat(7) }),
)

/** Whether a search finds a text. */
const isFound = (text: string, { term, phrases }: Search) =>
  fits(wordsOf(text), [term]) &&
  phrases.every(phrase =>
    sentencesOf(text).some(sentence => ` ${sentence.join(' ')} `.includes(` ${phrase} `)),
  )

/** What is known of tags and texts, one step after the other, without a database. */
class ByHand {
  readonly texts = new Map<string, string | null>()
  readonly rules = new Map<string, string>()
  readonly said = new Map<string, boolean>()
  readonly erased = new Set<string>()

  hasTag(id: string, tag: string): boolean {
    const rule = this.rules.get(tag)
    if (rule === undefined) return false
    return this.said.get(`${tag} ${id}`) ?? fits(wordsOf(this.texts.get(id) ?? ''), termsOf(rule))
  }

  which(holds: (id: string) => boolean): string[] {
    return [...this.texts.keys()].filter(holds).sort()
  }
}

test('words and tags find what a search by hand finds, whatever was written, tagged and erased', async () => {
  const { database, close } = await openTestDatabase()
  const { db, store } = database
  try {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 14 }), text, async (steps, words) => {
        for (const table of ['response', 'answer_text', 'answer_tag', 'tag'] as const)
          await db.deleteFrom(table).execute()
        const known = new ByHand()
        const fresh = new Map<string, string>(ids.map(id => [id, randomUUID()]))
        const idAt = (place: number) => fresh.get(ids[place] ?? '') ?? ''
        for (const one of steps) {
          if (one.does === 'answer') {
            const id = idAt(one.place)
            await store.saveAll([received(id, one.reason)])
            if (!known.texts.has(id) && !known.erased.has(id)) known.texts.set(id, one.reason)
          } else if (one.does === 'rule') {
            await store.keepTag({ name: one.tag, words: one.words })
            known.rules.set(one.tag, one.words)
          } else if (one.does === 'hand') {
            const tagged = one.places.map(idAt)
            await store.tagAnswers({ tag: one.tag, ids: tagged, isOn: one.isOn })
            for (const id of tagged) {
              if (known.rules.has(one.tag) && known.texts.has(id))
                known.said.set(`${one.tag} ${id}`, one.isOn)
            }
          } else {
            const id = idAt(one.place)
            await store.erase({ by: 'id', value: id }, at)
            if (known.texts.delete(id)) known.erased.add(id)
          }
        }

        for (const typed of [words, `"${words}"`]) {
          const search = searchOf(typed)
          if (search === null) continue
          expect(idsOf(await found(store, { words: typed }))).toEqual(
            known.which(id => isFound(known.texts.get(id) ?? '', search)),
          )
        }
        const counted = await store.tagFigures(everything)
        for (const tag of names) {
          const expected = known.which(id => known.hasTag(id, tag))
          const tagged = await found(store, { tag })
          expect(idsOf(tagged)).toEqual(expected)
          for (const one of tagged) expect(one.tags.map(({ tag }) => tag)).toContain(tag)
          expect(counted.filter(row => row.tag === tag).reduce((sum, { answers }) => sum + answers, 0)).toBe(
            expected.length,
          )
        }
        expect(
          await db
            .selectFrom('answer_tag')
            .where('id', 'in', [...known.erased, ''])
            .selectAll()
            .execute(),
        ).toEqual([])
        expect(
          await db
            .selectFrom('answer_text')
            .where('id', 'in', [...known.erased, ''])
            .selectAll()
            .execute(),
        ).toEqual([])
      }),
      { numRuns: tries(60, 1000) },
    )
  } finally {
    await close()
  }
})

test('a renamed tag keeps its answers, and a deleted one leaves them', async () => {
  const { store } = await testDatabase()
  const [one = '', other = ''] = ids
  await store.saveAll([received(one, 'Late'), received(other, null)])
  await store.keepTag({ name: 'Late parcel', words: 'late' })
  await store.tagAnswers({ tag: 'late parcel', ids: [other], isOn: true })

  await store.keepTag({ name: 'Delivery', words: 'late', was: 'late parcel' })

  expect(await store.tags()).toEqual([{ tag: 'delivery', name: 'Delivery', words: 'late' }])
  expect(idsOf(await found(store, { tag: 'delivery' }))).toEqual([one, other].sort())
  await store.dropTag('delivery')
  expect(await found(store, { tag: 'delivery' })).toEqual([])
  expect((await found(store, {})).map(({ tags }) => tags)).toEqual([[], []])
})

test('beyond a hundred there is no room for another, and those that are there can be changed', async () => {
  const { store } = await testDatabase()
  for (let number = 0; number < 100; number += 1) await store.keepTag({ name: `tag ${number}`, words: '' })

  expect(await store.keepTag({ name: 'one more', words: '' })).toBe(false)
  expect(await store.keepTag({ name: 'another', words: '', was: 'tag 7' })).toBe(true)
  expect(await store.tags()).toHaveLength(100)
})
