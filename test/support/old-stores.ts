import { copyFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { ResponseRecord } from '../../src/protocol/response.ts'

const folder = join(import.meta.dirname, '..', 'collector', 'stores')

/** Stores as earlier versions wrote them, made by scripts/old-store.mjs: by what was new in each. */
export const oldStores = ['responses', 'people', 'signatures'] as const

export type OldStore = (typeof oldStores)[number]

/** The records that each of them was sent. */
export const oldRecords: readonly ResponseRecord[] = JSON.parse(
  readFileSync(join(folder, 'records.json'), 'utf8'),
)

/** A copy of a store as an earlier version wrote it, with so many more responses in it. */
export function copyOldStore(name: OldStore, file: string, more = 0): void {
  copyFileSync(join(folder, `${name}.sqlite`), file)
  if (more > 0) multiply(file, more)
}

/** So many copies of the first response, each with its own key. */
function multiply(file: string, copies: number): void {
  const database = new DatabaseSync(file)
  const names = database
    .prepare('select name from pragma_table_info(?)')
    .all('response')
    .map(({ name }) => String(name))
  const values = names.map(name => (name === 'id' ? `'copy-' || number` : name))
  database.exec(`
    with recursive numbers(number) as (select 1 union all select number + 1 from numbers where number < ${copies})
    insert into response (${names.join(', ')})
    select ${values.join(', ')} from (select * from response order by id limit 1), numbers`)
  database.close()
}
