import type { Kysely, RawBuilder } from 'kysely'
import type { SchemaSteps } from './schema-steps.ts'
import type { Tables } from './tables.ts'

/** A label that a team gives to some of its answers. */
export interface TagTable {
  /** Its name in lower case, used as its key. */
  tag: string
  /** As it was written. */
  name: string
  /** Answers whose text matches have the tag; in the form that `ruleText` writes. '': no answer has it by rule. */
  rule: string
}

/** A tag set on or removed from an answer by hand, which overrides the rule. */
export interface AnswerTagTable {
  tag: string
  /** The response's id. */
  id: string
  /** 1: the answer has the tag; 0: it doesn't. */
  is_on: 0 | 1
}

export async function addTagTables(
  db: Kysely<Tables>,
  { addTable }: SchemaSteps,
  text: 'text' | RawBuilder<unknown>,
): Promise<void> {
  await addTable(
    db.schema
      .createTable('tag')
      .addColumn('tag', text, column => column.primaryKey())
      .addColumn('name', text, column => column.notNull())
      .addColumn('rule', text, column => column.notNull()),
  )
  await addTable(
    db.schema
      .createTable('answer_tag')
      .addColumn('tag', text, column => column.notNull())
      .addColumn('id', text, column => column.notNull())
      .addColumn('is_on', 'integer', column => column.notNull())
      .addPrimaryKeyConstraint('answer_tag_key', ['tag', 'id']),
  )
  await db.schema.createIndex('answer_tag_id').ifNotExists().on('answer_tag').column('id').execute()
}
