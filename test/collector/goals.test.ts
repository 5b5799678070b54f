import { describe, expect, test } from 'vitest'
import { GoalsAnswer, LinesAnswer } from '../../src/report/api/goals.ts'
import { testCollector, token } from './test-collector.ts'

async function aTeam() {
  const { collector, operatorGets } = await testCollector()
  const ask = (method: string, path: string, body?: unknown) =>
    collector.fetch(
      new Request(`http://collector${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    )
  return {
    ask,
    goals: async () => GoalsAnswer.parse(await (await operatorGets('/api/goals')).json()).goals,
    lines: async () => LinesAnswer.parse(await (await operatorGets('/api/lines')).json()).lines,
  }
}

const support = { site: 'main', survey: 'support', kind: 'transactional' }
const south = { segment: 'team', value: 'south' }
const lastYear = { name: ' Last year ', value: -31, source: 'Our report' }

describe('goals and reference lines', () => {
  test('there is one goal for a survey, and one for each of its groups', async () => {
    const { ask, goals } = await aTeam()
    const ids: string[] = []
    for (const goal of [
      { ...support, goal: 40 },
      { ...support, ...south, goal: 30 },
      { ...support, kind: 'relationship', goal: 20 },
      { ...support, site: 'outlet', goal: 10 },
      { ...support, goal: 60 },
    ]) {
      const response = await ask('POST', '/api/goals', goal)
      expect(response.status).toBe(200)
      ids.push((await response.json()).id)
    }

    expect(ids[4]).toBe(ids[0])
    expect((await goals()).map(({ goal }) => goal).toSorted()).toEqual([10, 20, 30, 60])
    expect((await goals()).find(({ goal }) => goal === 30)).toEqual({
      ...{ id: ids[1], ...support, ...south, goal: 30 },
    })
    expect((await ask('DELETE', `/api/goals/${ids[0]}`)).status).toBe(204)
    expect((await ask('DELETE', `/api/goals/${ids[0]}`)).status).toBe(404)
    // What is one kind of note is no other.
    expect((await ask('DELETE', `/api/lines/${ids[1]}`)).status).toBe(404)
    expect((await goals()).map(({ goal }) => goal).toSorted()).toEqual([10, 20, 30])
  })

  test('a line of the same name replaces the first, if it is for the same survey or group', async () => {
    const { ask, lines } = await aTeam()
    await ask('POST', '/api/lines', lastYear)
    await ask('POST', '/api/lines', { ...lastYear, value: 12, source: 'Our next report' })
    await ask('POST', '/api/lines', { ...lastYear, site: 'main', survey: 'support' })

    expect((await lines()).map(({ id: _, ...line }) => line)).toHaveLength(2)
    expect(await lines()).toContainEqual({
      ...{ id: expect.any(String), name: 'Last year', value: 12, source: 'Our next report' },
      ...{ site: null, survey: null },
    })
  })

  test.each([
    ['goals', { ...support, goal: 101 }, 'goal', '101', /100/],
    ['goals', { ...support, goal: 40.5 }, 'goal', '40.5', /whole number/],
    ['goals', { ...support, goal: '40' }, 'goal', '"40"', /number/],
    ['goals', { survey: 'support', kind: 'transactional', goal: 40 }, 'site', 'nothing', /text/],
    ['goals', { ...support, kind: 'both', goal: 40 }, 'kind', '"both"', /relationship/],
    ['goals', { ...support, ...south, segment: 'weather', goal: 40 }, 'segment', '"weather"', /team/],
    ['goals', { ...support, segment: 'team', goal: 40 }, 'value', 'nothing', /where segment is/],
    ['lines', { ...lastYear, value: -101 }, 'value', '-101', /-100/],
    ['lines', { ...lastYear, source: '' }, 'source', '""', /words/],
    ['lines', { ...lastYear, survey: 'support' }, 'site', 'nothing', /the site of the survey/],
  ])('of %s %j is refused', async (path, body, field, found, allowed) => {
    const { ask, goals, lines } = await aTeam()
    const response = await ask('POST', `/api/${path}`, body)

    expect(response.status).toBe(422)
    expect(await response.json()).toEqual({
      error: expect.any(String),
      ...{ field, found, allowed: expect.stringMatching(allowed) },
    })
    expect([...(await goals()), ...(await lines())]).toEqual([])
  })
})
