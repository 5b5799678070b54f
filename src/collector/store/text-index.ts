import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Term } from '../../words/terms.ts'
import { sentencesOf } from '../../words/words-of.ts'
import type { RowsOf } from './rows-of.ts'
import type { SchemaSteps } from './schema-steps.ts'
import type { Tables } from './tables.ts'

/** How a database finds words: SQLite's FTS5, or an inverted index in PostgreSQL. */
export type TextIndex = 'fts5' | 'tsvector'

/** The words of each text, as `wordsOf` returns them, so that a search finds the same in every database. */
export interface AnswerTextTable {
  /** The response's id. */
  id: string
  /** A space between words, a newline between sentences. */
  words: string
}

/** Ids of the responses whose text has all the words of one of these terms: the inside of `in (…)`. Takes at least one term. */
export type TextsWith = (terms: readonly Term[]) => RawBuilder<string>

/** The words of a text as they are stored; null if it has none. */
export function keptWords(text: string | null): string | null {
  const sentences = sentencesOf(text ?? '')
  return sentences.length === 0 ? null : sentences.map(words => words.join(' ')).join('\n')
}

/** The sentences of what {@link keptWords} returned. */
export const keptSentences = (words: string): string[][] =>
  words.split('\n').map(sentence => sentence.split(' '))

export async function addTextTables(
  db: Kysely<Tables>,
  { addTable }: SchemaSteps,
  { text, textIndex }: { text: 'text' | RawBuilder<unknown>; textIndex: TextIndex },
): Promise<void> {
  if (textIndex === 'tsvector') {
    await addTable(
      db.schema
        .createTable('answer_text')
        .addColumn('id', text, column => column.primaryKey())
        .addColumn('words', text, column => column.notNull()),
    )
    await sql`create index if not exists answer_text_words on answer_text using gin (${lexemes})`.execute(db)
    return
  }
  await addTable(
    db.schema
      .createTable('answer_text')
      // A number of its own, which copying the file preserves: the index finds the row by it.
      .addColumn('place', 'integer', column => column.primaryKey())
      .addColumn('id', text, column => column.notNull().unique())
      .addColumn('words', text, column => column.notNull()),
  )
  // Every non-ASCII character counts as part of a word, and so does the apostrophe: nothing is split or folded that we did
  // not.
  await sql`create virtual table if not exists answer_words using fts5(
    words, content = 'answer_text', content_rowid = 'place', detail = none, columnsize = 0,
    tokenize = "ascii tokenchars ''''")`.execute(db)
  // Otherwise an erased word stays in the index until segments are merged.
  await sql`insert into answer_words (answer_words, rank) values ('secure-delete', 1)`.execute(db)
  const forget = sql`insert into answer_words (answer_words, rowid, words) values ('delete', old.place, old.words)`
  const learn = sql`insert into answer_words (rowid, words) values (new.place, new.words)`
  await sql`create trigger if not exists answer_text_added after insert on answer_text begin ${learn}; end`.execute(
    db,
  )
  await sql`create trigger if not exists answer_text_erased after delete on answer_text begin ${forget}; end`.execute(
    db,
  )
  await sql`create trigger if not exists answer_text_changed after update on answer_text
    begin ${forget}; ${learn}; end`.execute(db)
}

/** Each word becomes a lexeme unchanged: the server's dictionaries and parsers are not involved. */
const lexemes = sql.raw(String.raw`array_to_tsvector(string_to_array(translate(words, E'\n', ' '), ' '))`)

/** Words contain no quotes except apostrophes. */
export const sqliteTextsWith: TextsWith = terms => {
  const match = joined(terms, { word: word => `"${word}"`, beginning: ' *', and: ' AND ', or: ' OR ' })
  return sql<string>`select id from answer_text
    where place in (select rowid from answer_words where answer_words match ${match})`
}

export const postgresTextsWith: TextsWith = terms => {
  const spelling = { word: (word: string) => `'${word.replaceAll("'", "''")}'`, beginning: ':*' }
  const query = joined(terms, { ...spelling, and: ' & ', or: ' | ' })
  return sql<string>`select id from answer_text where ${lexemes} @@ cast(${query} as tsquery)`
}

interface Spelling {
  word(word: string): string
  beginning: string
  and: string
  or: string
}

const joined = (terms: readonly Term[], { word, beginning, and, or }: Spelling): string =>
  terms
    .map(term => {
      const all = term.map(wanted => `${word(wanted.word)}${wanted.isBeginning ? beginning : ''}`)
      return `(${all.join(and)})`
    })
    .join(or)

/** What is stored of a response. */
interface Written {
  id: string
  reason: string | null
}

/** Stores the words of these texts, and deletes those of responses that no longer have a text. */
export async function keepTexts(
  all: Kysely<Tables>,
  rowsOf: RowsOf,
  { fresh, later }: { fresh: readonly Written[]; later: readonly Written[] },
): Promise<void> {
  const words = [...fresh, ...later].flatMap(({ id, reason }) => {
    const kept = keptWords(reason)
    return kept === null ? [] : [[id, kept] as const]
  })
  if (words.length > 0) {
    await sql`insert into answer_text (id, words) select value ->> 0, value ->> 1 from ${rowsOf(words)} where true
      on conflict (id) do update set words = excluded.words`.execute(all)
  }
  await forgetTexts(
    all,
    later.flatMap(({ id, reason }) => (keptWords(reason) === null ? [id] : [])),
  )
}

/** Deletes the words of these responses. */
export async function forgetTexts(all: Kysely<Tables>, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await all.deleteFrom('answer_text').where('id', 'in', ids).execute()
}

/** Responses per batch; new ones wait while a batch is being filled in. */
const pageOfRows = 500

/** Indexes texts that are older than the index. Returns the last id, or null after the last batch. */
export async function fillTexts(all: Kysely<Tables>, after: string, rowsOf: RowsOf): Promise<string | null> {
  const rows = await all
    .selectFrom('response')
    .select(['id', 'reason'])
    .where('id', '>', after)
    .where('reason', 'is not', null)
    .orderBy('id')
    .limit(pageOfRows)
    .execute()
  await keepTexts(all, rowsOf, { fresh: rows, later: [] })
  return rows.length < pageOfRows ? null : (rows.at(-1)?.id ?? null)
}
