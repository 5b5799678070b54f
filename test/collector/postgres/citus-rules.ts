import { type Spread, spreadOf } from '../../../src/collector/store/distribution.ts'

/**
 * What Citus says that it does not do over several machines, as rules for a statement's text. Sources are pages of docs.citusdata.com:
 * "SQL Support and Workarounds" (develop/reference_workarounds), "Ingesting, Modifying Data" (develop/reference_dml), "Creating and
 * Modifying Distributed Objects" (develop/reference_ddl), "Querying Distributed Tables" (develop/reference_sql). They read text, not
 * a plan: a statement that keeps to them may still be one that Citus refuses.
 */
export interface Rule {
  name: string
  /** Whether a statement breaks it. */
  isBroken(statement: Statement, layout: Layout): boolean
}

/** How the tables lie. */
export interface Layout {
  /** The column that a distributed table lies by; none of any other table. */
  by: ReadonlyMap<string, string>
  /** Tables that are whole on each machine. */
  everywhere: ReadonlySet<string>
}

export function layoutOf(tables: readonly { name: string; columns: readonly string[] }[]): Layout {
  const spread = spreadOf(tables)
  const isBy = (one: Spread): one is Exclude<Spread, { everywhere: true }> => 'by' in one
  return {
    by: new Map(spread.filter(isBy).map(({ table, by }) => [table, by])),
    everywhere: new Set(spread.filter(one => !isBy(one)).map(({ table }) => table)),
  }
}

/** A statement in small letters, without quotes, with one space between two words, and each of its texts an empty one. */
export interface Statement {
  text: string
  verb: string
  /** Each table that it reads or writes, as often as it does, with what it is called there. */
  uses: readonly { table: string; alias: string }[]
}

export function statementOf(written: string): Statement {
  const text = written
    .replace(/'(?:[^']|'')*'/g, "''")
    .replaceAll('"', '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
  const uses = [
    ...text.matchAll(/\b(?:from|join|into|update(?! set\b))\s+([a-z_]+)\b(?!\()(?:\s+as\s+([a-z_]+))?/g),
  ].map(([, table = '', alias = table]) => ({ table, alias }))
  return { text, verb: /^\w+/.exec(text)?.[0] ?? '', uses }
}

const distributed = ({ uses }: Statement, { by }: Layout) => uses.filter(({ table }) => by.has(table))

/** Where a statement writes. */
const target = ({ text }: Statement) =>
  /^(?:insert into|delete from|update) ([a-z_]+)/.exec(text)?.[1] ?? null

/** Each subquery in parentheses, from the outside in. */
function subqueries(text: string): string[] {
  const found: string[] = []
  for (const { index } of text.matchAll(/\((?=select\b)/g)) {
    let depth = 0
    for (let at = index; at < text.length; at += 1) {
      if (text[at] === '(') depth += 1
      if (text[at] === ')') depth -= 1
      if (depth === 0) {
        found.push(text.slice(index + 1, at))
        break
      }
    }
  }
  return found
}

/** What a text asks of columns of tables that it does not read itself: `table.column = table.column`, and so on. */
const namesIn = (text: string) =>
  [...text.matchAll(/\b([a-z_]+)\.([a-z_]+)\b/g)].map(([, name = '', column = '']) => ({ name, column }))

/** Whether two tables' columns that they lie by are said to be the same. */
function areTied(
  text: string,
  one: { alias: string; column: string },
  other: { alias: string; column: string },
): boolean {
  const [first, second] = [`${one.alias}.${one.column}`, `${other.alias}.${other.column}`]
  return new RegExp(`\\b${first} = ${second}\\b|\\b${second} = ${first}\\b`).test(text)
}

/** Rows of one machine's tables that lie by the same column, and are told so to Citus. */
const liesWith = ({ by }: Layout, one: string, other: string) =>
  by.get(one) === by.get(other) && (by.get(one) === 'id' || one === other)

export const rules: readonly Rule[] = [
  {
    // reference_workarounds: SELECT … FOR UPDATE works in single-shard queries only.
    name: 'rows are held one by one, each by the column that its table lies by',
    isBroken({ text, uses }, { by }) {
      if (!/ for (?:no key )?(?:update|share)\b/.test(text)) return false
      const [only, ...more] = uses
      const column = only && by.get(only.table)
      return more.length > 0 || !column || !new RegExp(` where ${column} = \\$\\d+ for update$`).test(text)
    },
  },
  {
    // reference_workarounds: TABLESAMPLE, recursive common table expressions and grouping sets work in single-shard queries only.
    name: 'no samples, no recursion, no grouping sets',
    isBroken: ({ text }) =>
      /\btablesample\b|\bwith recursive\b|\bgrouping sets\b|\b(?:cube|rollup) ?\(/.test(
        text.replaceAll(/rollup \((?=segment)/g, ''),
      ),
  },
  {
    // reference_dml: the distribution column of a row that is inserted must be specified.
    name: 'what is inserted says where it lies',
    isBroken(statement, { by }) {
      const column = by.get(target(statement) ?? '')
      if (statement.verb !== 'insert' || !column) return false
      const columns = /^insert into [a-z_]+ \(([^)]*)\)/.exec(statement.text)?.[1]?.split(', ') ?? []
      return !columns.includes(column)
    },
  },
  {
    // reference_ddl: a unique constraint must include the distribution column, so whatever a conflict is looked for by does.
    name: 'a conflict is looked for by what says where the row lies, too',
    isBroken(statement, { by }) {
      const column = by.get(target(statement) ?? '')
      if (!column || !statement.text.includes(' on conflict')) return false
      const wanted = / on conflict \(([^)]*)\)/.exec(statement.text)?.[1]?.split(', ') ?? []
      return !wanted.includes(column)
    },
  },
  {
    // reference_dml, and the error "modifying the partition value of rows is not allowed".
    name: 'no row is moved to another place',
    isBroken(statement, { by }) {
      const column = by.get(target(statement) ?? '')
      const set = / set (.*?)(?: where | returning |$)/.exec(statement.text)?.[1]
      return !!column && !!set && new RegExp(`(?:^|, )${column} = `).test(set)
    },
  },
  {
    // reference_workarounds: functions in UPDATE must not be VOLATILE, nor STABLE ones called with columns.
    name: 'what is written is decided before it is sent',
    isBroken: ({ text, verb }) =>
      ['insert', 'update', 'delete'].includes(verb) &&
      /\b(?:random|now|clock_timestamp|statement_timestamp|timeofday|gen_random_uuid|nextval|currval|txid_current|current_timestamp)\b/.test(
        text,
      ),
  },
  {
    // reference_workarounds: subqueries within INSERT are not supported; reference_dml: INSERT … SELECT is, and within one machine where
    // both tables lie together and the column that they lie by is handed on.
    name: 'rows are inserted as values, or taken from where they lie',
    isBroken(statement, layout) {
      const into = target(statement) ?? ''
      const column = layout.by.get(into)
      if (statement.verb !== 'insert' || !column) return false
      if (/\) values \(/.test(statement.text)) return statement.text.includes('(select ')
      const from = statement.uses.slice(1)
      return from.length !== 1 || !from.every(({ table }) => liesWith(layout, into, table))
    },
  },
  {
    // reference_dml: rows are changed in one machine's table by what that machine knows.
    name: 'a change of rows reads no other distributed table',
    isBroken(statement, layout) {
      if (!['update', 'delete'].includes(statement.verb)) return false
      return layout.by.has(target(statement) ?? '') && statement.uses.length > 1
    },
  },
  {
    // reference_workarounds (before 12): modifying common table expressions are pushed to one machine only.
    name: 'no writing within a reading',
    isBroken: ({ text, verb }) => verb === 'with' && /\((?:insert into|update|delete from)\b/.test(text),
  },
  {
    // reference_workarounds: correlated subqueries are supported only when the correlation is on the distribution column.
    name: 'a subquery that asks of the row outside asks by where both lie',
    isBroken: ({ text }, layout) =>
      subqueries(text).some(inner => {
        const own = distributed(statementOf(inner), layout)
        const names = new Set([...statementOf(inner).uses.map(({ alias }) => alias), 'excluded'])
        const outside = namesIn(inner).filter(({ name }) => !names.has(name))
        if (own.length === 0 || outside.length === 0) return false
        return !own.some(({ table, alias }) => {
          const column = layout.by.get(table) ?? ''
          return outside.some(
            one => one.column === column && areTied(inner, { alias, column }, { alias: one.name, column }),
          )
        })
      }),
  },
  {
    // reference_sql: co-located joins; reference_workarounds: other joins of distributed tables repartition, and outer ones are refused.
    name: 'distributed tables are joined by where their rows lie',
    isBroken({ text }, layout) {
      return [
        ...text.matchAll(
          /\b(inner|left|right|full)? ?(?:outer )?join ([a-z_]+)(?: as ([a-z_]+))? on (.*?)(?= (?:inner|left|right|full|where|group|order|limit)\b|$)/g,
        ),
      ].some(([, kind = 'inner', table = '', alias = table, on = '']) => {
        const column = layout.by.get(table)
        if (column)
          return !new RegExp(
            `\\b${alias}\\.${column} = [a-z_]+\\.${column}\\b|\\b[a-z_]+\\.${column} = ${alias}\\.${column}\\b`,
          ).test(on)
        // A table that is everywhere must not be the one whose rows are all kept.
        return kind === 'right' || kind === 'full'
      })
    },
  },
  {
    // reference_workarounds: outer joins of reference and distributed tables only with the distributed table on the outer side.
    name: 'no outer join begins with a table that is everywhere',
    isBroken({ text, uses }, { everywhere, by }) {
      if (!/ left (?:outer )?join /.test(text)) return false
      const first = uses[0]?.table ?? ''
      return everywhere.has(first) && uses.some(({ table }) => by.has(table))
    },
  },
  {
    // reference_ddl: tables that are not distributed lie on the coordinator, and are joined with no distributed one.
    name: 'whatever is read beside a distributed table has a place',
    isBroken(statement, layout) {
      if (distributed(statement, layout).length === 0) return false
      const named = new Set(
        [...statement.text.matchAll(/\b([a-z_]+) (?:\([a-z_, ]+\) )?as (?:materialized )?\(/g)].map(
          ([, name]) => name,
        ),
      )
      return statement.uses.some(
        ({ table }) =>
          !layout.by.has(table) && !layout.everywhere.has(table) && !named.has(table) && table !== 'select',
      )
    },
  },
]

/** The names of the rules that a statement breaks. */
export const brokenBy = (written: string, layout: Layout): string[] => {
  const statement = statementOf(written)
  return rules.filter(rule => rule.isBroken(statement, layout)).map(({ name }) => name)
}
