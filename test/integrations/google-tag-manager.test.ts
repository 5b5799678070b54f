import { isDeepStrictEqual } from 'node:util'
import { describe, expect, test } from 'vitest'
import { code, info, mayInject, ownTests, parameters, runTemplate, sandbox } from './tag-template.ts'

/** Runs one of the template's own tests, with the words that Tag Manager has for tests. */
function runScenario(scenario: string, setup: string): void {
  const called = new Map<string, unknown[][]>()
  const note = (name: string, call: unknown[]) => called.set(name, [...(called.get(name) ?? []), call])
  const mocks: Record<string, (...call: never[]) => unknown> = {}
  const through =
    (name: string) =>
    (...call: unknown[]) => {
      note(name, call)
      return mocks[name]?.(...(call as never[]))
    }
  const apis = sandbox({
    createArgumentsQueue: through('createArgumentsQueue') as never,
    injectScript: through('injectScript'),
    logToConsole: through('logToConsole'),
  })
  const words = {
    mock: (name: string, replacement: (...call: never[]) => unknown) => {
      mocks[name] = replacement
    },
    runCode: (data: object) =>
      runTemplate(
        { ...data, gtmOnSuccess: through('gtmOnSuccess'), gtmOnFailure: through('gtmOnFailure') },
        apis,
      ),
    assertApi: (name: string) => ({
      wasCalled: () => expect([name, called.has(name)]).toEqual([name, true]),
      wasNotCalled: () => expect([name, called.has(name)]).toEqual([name, false]),
    }),
    assertThat: (found: unknown) => ({
      isEqualTo(wanted: unknown) {
        if (!isDeepStrictEqual(found, wanted)) expect(found).toEqual(wanted)
      },
    }),
  }
  new Function(...Object.keys(words), `${setup}\n${scenario}`)(...Object.values(words))
}

describe('the template’s own tests', () => {
  const { scenarios, setup } = ownTests()

  test('are found', () => expect(scenarios).toHaveLength(5))

  test.each(scenarios.map(({ name, code: own }) => [name, own] as const))('%s', (_name, own) => {
    runScenario(own, setup)
  })

  test('fail if the code does something else', () => {
    expect(() => runScenario(`runCode({collector: 'x'}); assertThat(calls).isEqualTo([])`, setup)).toThrow()
  })
})

test('it may load the widget’s file from any host by https, and nothing else', () => {
  expect(mayInject('https://answers.example/howlikely.js')).toBe(true)
  expect(mayInject('https://shop.example/nps/howlikely.js')).toBe(true)
  expect(mayInject('http://answers.example/howlikely.js')).toBe(false)
  expect(mayInject('https://answers.example/other.js')).toBe(false)
})

test('every field that the code reads is one to fill in, and the other way round', () => {
  interface Field {
    name: string
    type: string
    subParams?: Field[]
  }
  const namesOf = (fields: Field[]): string[] =>
    fields.flatMap(({ name, type, subParams = [] }) => (type === 'GROUP' ? namesOf(subParams) : [name]))
  const read = [...code.matchAll(/\bdata\.(\w+)/g)].map(([, name]) => name)

  expect(info).toMatchObject({ type: 'TAG', containerContexts: ['WEB'] })
  expect([...new Set(read.filter(name => !name?.startsWith('gtm')))].sort()).toEqual(
    namesOf(parameters).sort(),
  )
})
