import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Term } from '../../words/terms.ts'
import { sentencesOf } from '../../words/words-of.ts'
import type { RowsOf } from './rows-of.ts'
import type { SchemaSteps } from './schema-steps.ts'
import type { Tables } from './tables.ts'

/** How a database finds words: SQLite's FTS5, or an inverted index of PostgreSQL's. */
export type TextIndex = 'fts5' | 'tsvector'

/** The words of each text, as `wordsOf` has them: what is found is what they are, in every database. */
export interface AnswerTextTable {
  /** The response's. */
  id: string
  /** A space between two words, a line's end between two sentences. */
  words: string
}

/** Ids of the responses whose text has all words of one of these terms: the inside of `in (…)`. At least one term. */
export type TextsWith = (terms: readonly Term[]) => RawBuilder<string>

/** The words of a text as they are kept; null where there is none. */
export function keptWords(text: string | null): string | null {
  const sentences = sentencesOf(text ?? '')
  return sentences.length === 0 ? null : sentences.map(words => words.join(' ')).join('\n')
}

/** The sentences of what {@link keptWords} gave. */
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
      // A number of its own, which a copy of the file keeps: the index finds the row by it.
      .addColumn('place', 'integer', column => column.primaryKey())
      .addColumn('id', text, column => column.notNull().unique())
      .addColumn('words', text, column => column.notNull()),
  )
  // Whatever is no ASCII belongs to a word, and so does the apostrophe: nothing is split or folded that we have not.
  await sql`create virtual table if not exists answer_words using fts5(
    words, content = 'answer_text', content_rowid = 'place', detail = none, columnsize = 0,
    tokenize = "ascii tokenchars ''''")`.execute(db)
  // Else a word that was erased stays in the index until that is merged.
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

/** A word is a lexeme as it stands: no dictionary and no parser of the server's comes near it. */
const lexemes = sql.raw(String.raw`array_to_tsvector(string_to_array(translate(words, E'\n', ' '), ' '))`)

/** Words hold no quotes but apostrophes. */
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

/** Keeps the words of these texts, and forgets those of responses that have none any longer. */
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

/** These are gone. */
export async function forgetTexts(all: Kysely<Tables>, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await all.deleteFrom('answer_text').where('id', 'in', ids).execute()
}

/** Responses at a time: while they are being filled, new ones wait. */
const pageOfRows = 500

/** Keeps the words of texts that came before there was an index. The last one's id, or null after the last. */
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
