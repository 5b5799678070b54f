import { afterEach, describe, expect, test } from 'vitest'
import { listenToDataLayer } from '../../../src/triggers/data-layer/data-layer.ts'

interface Layered {
  testLayer?: unknown[]
}
const page = window as unknown as Layered

afterEach(() => {
  delete page.testLayer
})

const listening = () => {
  const heard: unknown[] = []
  return { heard, layer: listenToDataLayer('testLayer', entry => heard.push(entry)) }
}

describe('listening to a data layer', () => {
  test('hears what was pushed before and what is pushed after, each once', () => {
    const before = { event: 'before' }
    const after = { event: 'after' }
    page.testLayer = [before]
    const { heard, layer } = listening()

    layer.look()
    layer.look()
    page.testLayer.push(after)

    expect(heard).toEqual([before, after])
  })

  test('creates nothing if there is no layer, and finds one that comes later', () => {
    const { heard, layer } = listening()

    layer.look()
    expect('testLayer' in page).toBe(false)
    page.testLayer = [{ event: 'late' }]
    layer.look()

    expect(heard).toHaveLength(1)
  })

  test('follows a layer that is replaced, and hears nothing twice', () => {
    const entry = { event: 'one' }
    page.testLayer = [entry]
    const { heard, layer } = listening()
    layer.look()
    const old = page.testLayer

    page.testLayer = [entry, { event: 'two' }]
    layer.look()
    old.push({ event: 'to the old one' })

    expect(heard).toEqual([entry, { event: 'two' }])
  })

  test('the host’s own push runs first and its result is returned, with all arguments', () => {
    const calls: unknown[][] = []
    const layer: unknown[] = []
    layer.push = (...entries: unknown[]) => {
      calls.push(entries)
      return 42
    }
    page.testLayer = layer
    const { heard, layer: listener } = listening()
    listener.look()

    const result = layer.push({ a: 1 }, { b: 2 })

    expect(result).toBe(42)
    expect(calls).toEqual([[{ a: 1 }, { b: 2 }]])
    expect(heard).toEqual([{ a: 1 }, { b: 2 }])
  })

  test('a wrapper that comes after it still gets every entry once, in order', () => {
    page.testLayer = []
    const { heard, layer } = listening()
    layer.look()
    const ours = page.testLayer.push
    const theirs: unknown[] = []
    page.testLayer.push = function (this: unknown[], ...entries: unknown[]) {
      const result = ours.apply(this, entries)
      theirs.push(...entries)
      return result
    }

    page.testLayer.push({ event: 'one' })
    page.testLayer.push({ event: 'two' })

    expect(theirs).toEqual([{ event: 'one' }, { event: 'two' }])
    expect(heard).toEqual(theirs)
    expect(page.testLayer).toHaveLength(2)
  })

  test('hears no texts, numbers or nothings, which are no events', () => {
    page.testLayer = ['purchase', 7, null, undefined]
    const { heard, layer } = listening()
    layer.look()
    page.testLayer.push('purchase', { event: 'one' })

    expect(heard).toEqual([{ event: 'one' }])
  })

  test('follows a queue whose script has put an object in its place', () => {
    const entry = ['trackEcommerceOrder', 'A-1']
    page.testLayer = []
    const { heard, layer } = listening()
    layer.look()
    const ran: unknown[] = []
    const proxy = { push: (...commands: unknown[]) => void ran.push(...commands) }
    const { push } = proxy
    page.testLayer = proxy as never
    layer.look()

    proxy.push(entry)
    layer.leave()

    expect(heard).toEqual([entry])
    expect(ran).toEqual([entry])
    expect(proxy.push).toBe(push)
  })

  test('an entry whose getters throw reaches the host and nobody’s console', () => {
    const trap = {
      get event(): string {
        throw new Error('a trap')
      },
    }
    page.testLayer = []
    const layer = listenToDataLayer('testLayer', entry => String((entry as { event: string }).event))
    layer.look()

    expect(() => page.testLayer?.push(trap)).not.toThrow()
    expect(page.testLayer).toHaveLength(1)
  })

  test('leaves the layer as it found it', () => {
    const plain: unknown[] = []
    page.testLayer = plain
    const { heard, layer } = listening()
    layer.look()

    layer.leave()
    plain.push({ event: 'after' })

    expect(Object.keys(plain)).toEqual(['0'])
    expect(plain.push).toBe(Array.prototype.push)
    expect(heard).toEqual([])
  })
})
