import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(import.meta.dirname, '../../integrations/google-tag-manager')
const text = readFileSync(join(folder, 'template.tpl'), 'utf8')

/** A section of the template, such as WEB_PERMISSIONS. */
const section = (name: string): string =>
  new RegExp(`^___${name}___\\n([\\s\\S]*?)(?=^___[A-Z_]+___$|$(?![\\s\\S]))`, 'm').exec(text)?.[1]?.trim() ??
  ''

export const info = JSON.parse(section('INFO'))
export const parameters = JSON.parse(section('TEMPLATE_PARAMETERS'))
export const code = section('SANDBOXED_JS_FOR_WEB_TEMPLATE')

interface Value {
  string?: string
  boolean?: boolean
  listItem?: Value[]
  mapKey?: Value[]
  mapValue?: Value[]
}
interface Permission {
  instance: { key: { publicId: string }; param: { key: string; value: Value }[] }
}

const permissions: Permission[] = JSON.parse(section('WEB_PERMISSIONS'))
const paramOf = (id: string) =>
  permissions.find(({ instance }) => instance.key.publicId === id)?.instance.param[0]?.value

/** The globals that may be read, written and called. */
const globals = (paramOf('access_globals')?.listItem ?? []).map(({ mapKey = [], mapValue = [] }) =>
  Object.fromEntries(
    mapKey.map((key, place) => [key.string, mapValue[place]?.string ?? mapValue[place]?.boolean]),
  ),
)
const scripts = (paramOf('inject_script')?.listItem ?? []).map(({ string = '' }) => string)

/** Whether a pattern such as `https://*\/x.js` lets an address through, as Tag Manager's documentation defines it. */
export const mayInject = (url: string): boolean =>
  scripts.some(pattern =>
    new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`).test(url),
  )

const mayUse = (name: string) =>
  globals.some(({ key, read, write, execute }) => key === name && read && write && execute)

/** What the sandbox gives `require`; each function needs its permission, as in Tag Manager. */
export interface SandboxApis {
  createArgumentsQueue(name: string, queue: string): (...call: unknown[]) => void
  injectScript(url: string, onSuccess: () => void, onFailure: () => void, token?: string): void
  logToConsole(...words: unknown[]): void
}

/** The sandbox with its permissions; `JSON.parse` gives undefined if it can't read, as there. */
export function sandbox(apis: SandboxApis): Record<string, unknown> {
  const refuse = (what: string) => {
    throw new Error(`The template has no permission for ${what}.`)
  }
  return {
    createArgumentsQueue(name: string, queue: string) {
      if (!mayUse(name) || !mayUse(queue)) refuse(`the globals ${name} and ${queue}`)
      return apis.createArgumentsQueue(name, queue)
    },
    injectScript(url: string, onSuccess: () => void, onFailure: () => void, token?: string) {
      if (!mayInject(url)) refuse(`the script ${url}`)
      apis.injectScript(url, onSuccess, onFailure, token)
    },
    logToConsole(...words: unknown[]) {
      if (!paramOf('logging')) refuse('the console')
      apis.logToConsole(...words)
    },
    JSON: {
      parse(words: string) {
        try {
          return JSON.parse(words)
        } catch {
          return undefined
        }
      },
      stringify: JSON.stringify,
    },
    getType: (value: unknown) => (Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value),
  }
}

/** Runs the template's code, with nothing of the page in reach. */
export function runTemplate(data: object, apis: Record<string, unknown>): void {
  const require = (name: string) => {
    if (!Object.hasOwn(apis, name)) throw new Error(`The sandbox has no ${name}.`)
    return apis[name]
  }
  new Function('require', 'data', 'window', 'document', 'globalThis', `'use strict'\n${code}`)(require, data)
}

export interface Scenario {
  name: string
  code: string
}

const unindented = (block: string, by: number) => block.replace(new RegExp(`^ {${by}}`, 'gm'), '')

/** The template's own tests, and the code that runs before each. */
export function ownTests(): { scenarios: Scenario[]; setup: string } {
  const tests = section('TESTS')
  const scenarios = [...tests.matchAll(/^- name: (.*)\n {2}code: \|-\n((?: {4}.*\n|\n)*)/gm)].map(
    ([, name = '', block = '']) => ({ name, code: unindented(block, 4) }),
  )
  const [, setup = ''] = /^setup: \|-\n((?: {2}.*(?:\n|$)|\n)*)/m.exec(tests) ?? []
  return { scenarios, setup: unindented(setup, 2) }
}
