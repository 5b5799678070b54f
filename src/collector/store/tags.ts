import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely'
import { mostTags, type Tag, type TagChange, tagKey } from '../../report/api/tags.ts'
import { fits, ruleText, termsOf } from '../../words/terms.ts'
import type { Tables } from './tables.ts'
import type { AnswerTagTable } from './tag-tables.ts'
import { keptSentences, type TextsWith } from './text-index.ts'
import type { Transact } from './transact.ts'

/** A tag to be set on, or removed from, answers by hand. */
export interface Tagging {
  tag: string
  /** The responses' ids. */
  ids: readonly string[]
  isOn: boolean
}

/** Sorted by name. */
export async function tagsOf(db: Kysely<Tables>): Promise<Tag[]> {
  const rows = await db.selectFrom('tag').select(['tag', 'name', 'rule']).orderBy('tag').execute()
  return rows.map(({ tag, name, rule }) => ({ tag, name, words: rule }))
}

/** Creates or changes a tag; false if there is no room for another. */
export function keepTag(transact: Transact, { name, words, was }: TagChange): Promise<boolean> {
  const tag = tagKey(name)
  const kept = { name: name.trim(), rule: ruleText(termsOf(words)) }
  return transact(async all => {
    const known = await tagsOf(all)
    if (known.length >= mostTags && !known.some(existing => existing.tag === tag || existing.tag === was))
      return false
    await all
      .insertInto('tag')
      .values({ tag, ...kept })
      .onConflict(conflict => conflict.column('tag').doUpdateSet(kept))
      .execute()
    if (was === undefined || was === tag) return true
    // What was set by hand moves to the new name; if both have a say on an answer, the new name's holds.
    await sql`insert into answer_tag (tag, id, is_on) select ${tag}, id, is_on from answer_tag where tag = ${was}
      on conflict (tag, id) do nothing`.execute(all)
    await drop(all, was)
    return true
  })
}

/** Deletes a tag, and which answers had it. */
export const dropTag = (transact: Transact, tag: string): Promise<void> => transact(all => drop(all, tag))

async function drop(all: Kysely<Tables>, tag: string): Promise<void> {
  await all.deleteFrom('tag').where('tag', '=', tag).execute()
  await all.deleteFrom('answer_tag').where('tag', '=', tag).execute()
}

/** Tags answers, or removes the tag from them. Returns how many of the answers exist; 0 if there is no such tag. */
export function tagAnswers(
  transact: Transact,
  { tag, ids, isOn }: Tagging,
  { lockRows }: { lockRows: boolean },
): Promise<number> {
  return transact(async all => {
    const known = await all.selectFrom('tag').select('tag').where('tag', '=', tag).executeTakeFirst()
    if (!known || ids.length === 0) return 0
    // Locked, so that nobody erases them meanwhile and leaves the tag behind.
    const rows = await all
      .selectFrom('response')
      .select('id')
      .where('id', 'in', [...ids])
      .orderBy('id')
      .$if(lockRows, query => query.forUpdate())
      .execute()
    if (rows.length === 0) return 0
    const is_on: AnswerTagTable['is_on'] = isOn ? 1 : 0
    await all
      .insertInto('answer_tag')
      .values(rows.map(({ id }) => ({ tag, id, is_on })))
      .onConflict(conflict => conflict.columns(['tag', 'id']).doUpdateSet({ is_on }))
      .execute()
    return rows.length
  })
}

/** Forgets what was tagged by hand on these responses. */
export async function forgetTags(all: Kysely<Tables>, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await all.deleteFrom('answer_tag').where('id', 'in', ids).execute()
}

/**
 * Ids of the responses that have a tag: the inside of `in (…)`. They have it by hand, or by the rule unless it was removed
 * by hand.
 */
export function idsWithTag({ tag, words }: Tag, textsWith: TextsWith): RawBuilder<string> {
  const byHand = sql<string>`select id from answer_tag where tag = ${tag} and is_on = 1`
  const terms = termsOf(words)
  if (terms.length === 0) return byHand
  return sql<string>`${byHand} union select fitting.id from (${textsWith(terms)}) as fitting
    where not exists (select 1 from answer_tag where tag = ${tag} and answer_tag.id = fitting.id and is_on = 0)`
}

/** Whether a response has a tag; none has a tag that doesn't exist. */
export async function hasTag(
  db: Kysely<Tables>,
  textsWith: TextsWith,
  { tag, id }: { tag: string; id: RawBuilder<unknown> },
): Promise<RawBuilder<SqlBool>> {
  const found = (await tagsOf(db)).find(existing => existing.tag === tag)
  return found ? sql<SqlBool>`${id} in (${idsWithTag(found, textsWith)})` : sql<SqlBool>`1 = 0`
}

/** The tags of these responses, by response id. */
export async function tagsOn(
  db: Kysely<Tables>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Tag[]>> {
  const tags = ids.length === 0 ? [] : await tagsOf(db)
  if (tags.length === 0) return new Map()
  const said = await db
    .selectFrom('answer_tag')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute()
  const texts = await db
    .selectFrom('answer_text')
    .select(['id', 'words'])
    .where('id', 'in', [...ids])
    .execute()
  const byHand = new Map(said.map(({ tag, id, is_on }) => [`${id} ${tag}`, is_on === 1]))
  const wordsIn = new Map(texts.map(({ id, words }) => [id, keptSentences(words).flat()]))
  return new Map(
    ids.map(id => [
      id,
      tags.filter(
        ({ tag, words }) => byHand.get(`${id} ${tag}`) ?? fits(wordsIn.get(id) ?? [], termsOf(words)),
      ),
    ]),
  )
}
