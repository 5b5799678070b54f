import { expect, test } from 'vitest'
import { citusStatements, spreadOf } from '../../src/collector/store/distribution.ts'

test('answers are placed by their own id, erasures next to them, and small tables on every machine', () => {
  const spread = spreadOf([
    { name: 'erased', columns: ['id', 'erased_at'] },
    { name: 'fill', columns: ['name', 'after'] },
    { name: 'next_visit', columns: ['site', 'respondent', 'name', 'ref'] },
    { name: 'response', columns: ['id', 'site'] },
    { name: 'sums', columns: ['survey', 'shard', 'promoters'] },
    { name: 'vote', columns: ['group_key', 'id'] },
  ])

  expect(citusStatements(spread, 12)).toEqual([
    'create extension if not exists citus',
    expect.stringContaining(`insert into fill (name, after) select 'rollup', ''`),
    `insert into spread (by, round) values ('citus', 1) on conflict (by) do nothing`,
    'set citus.shard_count = 12',
    `select create_distributed_table('erased', 'id', colocate_with => 'none')`,
    `select create_reference_table('fill')`,
    `select create_distributed_table('next_visit', 'respondent', colocate_with => 'none')`,
    `select create_distributed_table('response', 'id', colocate_with => 'erased')`,
    `select create_distributed_table('sums', 'shard', colocate_with => 'none')`,
    `select create_distributed_table('vote', 'group_key', colocate_with => 'none')`,
  ])
})
