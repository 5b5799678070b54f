import { expect, onTestFinished } from 'vitest'
import { decisionBrowser } from '../../src/browser/decision-browser.ts'
import { loaderBrowser } from '../../src/browser/loader-browser.ts'
import type { Decision, RawTrigger } from '../../src/decision/page-context.ts'
import { startLoader } from '../../src/loader/start-loader.ts'
import type { Trigger } from '../../src/protocol/trigger.ts'
import { createSourcesFrom } from '../../src/triggers/create-sources.ts'
import { readTrigger } from '../../src/triggers/read-trigger.ts'
import { notHere } from '../doubles/page-context.ts'

type Globals = Record<string, unknown>
const globals = window as unknown as Globals

/** Puts globals on the page, as a vendor's script does; undefined takes one away. All of them are gone after the test. */
export function put(all: Globals): void {
  for (const [name, value] of Object.entries(all)) {
    if (value === undefined) delete globals[name]
    else globals[name] = value
  }
  onTestFinished(() => {
    for (const name of Object.keys(all)) delete globals[name]
  })
}

/** Sets the page's address and body as in a shop; both are restored after the test. */
export function be(address: string, body: { className?: string; id?: string; html?: string } = {}): void {
  const before = location.href
  const { className, id } = document.body
  const content = document.createElement('main')
  history.replaceState(null, '', address)
  Object.assign(document.body, { className: body.className ?? '', id: body.id ?? '' })
  content.innerHTML = body.html ?? ''
  document.body.append(content)
  onTestFinished(() => {
    history.replaceState(null, '', before)
    Object.assign(document.body, { className, id })
    content.remove()
  })
}

/** The page's state in the browser after a reload, or after the way back. */
export function beLoadedBy(type: 'reload' | 'back_forward'): void {
  Object.defineProperty(performance, 'navigation', {
    configurable: true,
    value: { type: type === 'reload' ? 1 : 2 },
  })
  onTestFinished(() => {
    // The getter itself is inherited.
    Reflect.deleteProperty(performance, 'navigation')
  })
}

/** The page's click, after which the loader looks around. */
export const click = () => document.body.click()

/**
 * The loader on a page with the real sources, and a recorder in the decision's place. It leaves the page when the test
 * ends.
 */
export function openPage(options: Readonly<Record<string, unknown>> = {}) {
  const raw: RawTrigger[] = []
  let loadedSources = 0
  const nothing = () => {}
  const decision: Decision = {
    trigger: trigger => void raw.push(trigger),
    run: async () => {},
    changed: nothing,
    destroy: nothing,
  }
  const surveys = [{ id: 'any', trigger: ['checkout', 'support', 'own'] }]
  const run = startLoader({
    queued: [['options', { endpoint: '/responses', surveys, ...options }]],
    attributes: {},
    // Nothing else keeps the browser busy: it is idle at once.
    browser: { ...loaderBrowser, whenIdle: action => action() },
    parts: {
      decision: async () => () => decision,
      asking: notHere,
      async sources() {
        loadedSources += 1
        return createSourcesFrom(decisionBrowser)
      },
    },
    gone: nothing,
  })
  const leave = () => void run?.('destroy')
  onTestFinished(leave)

  const triggers = (): Trigger[] => raw.map(readTrigger)
  /** Waits until exactly these things have happened, in this order. */
  const heard = (...expected: Partial<Trigger>[]) =>
    expect.poll(triggers).toEqual(expected.map(one => expect.objectContaining(one)))
  return {
    triggers,
    leave,
    heard,
    command: (...call: unknown[]) => run?.(...call),
    needsSources: () => loadedSources > 0,
    /** The same, once the sources have looked around: a command comes last, so whatever is to be heard came before it. */
    async heardOnly(...expected: Partial<Trigger>[]) {
      await expect.poll(() => loadedSources > 0).toBe(true)
      await new Promise(resolve => setTimeout(resolve))
      run?.('trigger', 'own', { last: true })
      await heard(...expected, { name: 'own', properties: { last: true } })
      raw.pop()
    },
  }
}

export type OpenPage = ReturnType<typeof openPage>
