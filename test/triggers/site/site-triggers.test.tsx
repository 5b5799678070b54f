import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { be, openPage, put } from '../open-page.ts'

const own = { name: 'own', source: 'site' } as const

/** Something in the page until the test ends. */
function add(html: string, parent: ParentNode = document.body): HTMLElement {
  const element = document.createElement('div')
  element.innerHTML = html
  parent.append(element)
  onTestFinished(() => element.remove())
  return element
}

const frame = () => new Promise(resolve => requestAnimationFrame(resolve))

/** The page at its top, its scroll event told: browsers tell it with the next frame. */
async function backToTop() {
  scrollTo(0, 0)
  await frame()
  await frame()
}

describe('a click', () => {
  const triggers = [{ name: 'own', click: '.upgrade' }]

  test('on an element that matches the selector, or within it, is heard', async () => {
    const box = add('<button class="upgrade"><b>Upgrade</b></button>')
    const { heard, heardOnly } = openPage({ triggers })
    await heardOnly()
    box.querySelector('b')?.click()

    await heard(own)
  })

  test('in an open shadow root is heard, although the page stops it', async () => {
    const host = add('')
    const root = host.attachShadow({ mode: 'open' })
    root.innerHTML = '<button class="upgrade">Upgrade</button>'
    host.addEventListener('click', event => event.stopPropagation())
    const { heard, heardOnly } = openPage({ triggers })
    await heardOnly()
    root.querySelector('button')?.click()

    await heard(own)
  })

  test('next to it is not', async () => {
    const box = add('<button class="upgrade">Upgrade</button><button class="later">Later</button>')
    const { heardOnly } = openPage({ triggers })
    await heardOnly()
    box.querySelector<HTMLElement>('.later')?.click()

    await heardOnly()
  })

  test('is no longer heard once howlikely has left', async () => {
    const box = add('<button class="upgrade">Upgrade</button>')
    const page = openPage({ triggers })
    await page.heardOnly()
    page.leave()
    box.querySelector('button')?.click()

    expect(page.triggers()).toEqual([])
  })

  test('is never heard if howlikely left before its files had come', async () => {
    const box = add('<button class="upgrade">Upgrade</button>')
    const page = openPage({ triggers })
    page.leave()
    await new Promise(resolve => setTimeout(resolve))
    box.querySelector('button')?.click()

    expect(page.triggers()).toEqual([])
  })

  test('with an invalid selector is reported, once, and the other triggers work', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
    onTestFinished(() => warn.mockRestore())
    const box = add('<button class="upgrade">Upgrade</button>')
    const { heard, heardOnly } = openPage({ triggers: [{ name: 'wrong', click: '##' }, ...triggers] })
    await heardOnly()
    box.querySelector('button')?.click()
    await heard(own)

    expect(warn.mock.calls).toEqual([[expect.stringContaining('"##"')]])
  })
})

describe('something that appears', () => {
  const triggers = [{ name: 'own', appears: '.done' }]

  test('is seen when it is there from the start', async () => {
    add('<p class="done">Done</p>')

    await openPage({ triggers }).heard(own)
  })

  test.each([
    ['is put in', () => void add('<p class="done">Done</p>')],
    ['gets a class', (box: HTMLElement) => box.querySelector('p')?.classList.add('done')],
    ['is shown', (box: HTMLElement) => box.querySelector<HTMLElement>('.done')?.removeAttribute('hidden')],
  ])('is seen when it %s later, once', async (_how, appear) => {
    const box = add('<p>Soon</p><p class="done" hidden>Done</p>')
    const { heard, heardOnly } = openPage({ triggers })
    await heardOnly()
    appear(box)
    await heard(own)
    add('<p class="done">Again</p>')

    await heardOnly(own)
  })

  test.each([
    ['hidden', '<p class="done" hidden>Done</p>'],
    ['invisible', '<p class="done" style="position: absolute; visibility: hidden">Done</p>'],
    ['transparent', '<div style="opacity: 0"><p class="done">Done</p></div>'],
    ['moved out of the page', '<p class="done" style="position: fixed; left: -900px; width: 90px">Done</p>'],
    ['cut off', '<div style="height: 0; overflow: hidden"><p class="done">Done</p></div>'],
  ])('is not what is %s', async (_how, html) => {
    add(html)

    await openPage({ triggers }).heardOnly()
  })

  test('is seen when a change of its style has ended that began out of sight', async () => {
    const box = add(
      '<p class="done" style="opacity: 0; transition: opacity 10ms 400ms">Done</p>',
    ).querySelector<HTMLElement>('.done')
    const { heard, heardOnly } = openPage({ triggers })
    await heardOnly()
    if (box) box.style.opacity = '1'

    await heard(own)
  })
})

describe('a path', () => {
  const triggers = [{ name: 'own', path: '/account/*' }]

  test('is met at the start, and by navigation within the page, once each', async () => {
    be('/account/orders')
    const { heard, heardOnly } = openPage({ triggers })
    await heard(own)
    history.pushState(null, '', '/account/orders?page=2')
    await heardOnly(own)
    history.pushState(null, '', '/account/address')

    await heard(own, own)
  })

  test('is not met elsewhere', async () => {
    be('/accounts')

    await openPage({ triggers }).heardOnly()
  })
})

describe('seconds on a page', () => {
  const hidden = (isHidden: boolean) => {
    const own = Object.getOwnPropertyDescriptor(Document.prototype, 'hidden') ?? {}
    Object.defineProperty(Document.prototype, 'hidden', { configurable: true, get: () => isHidden })
    document.dispatchEvent(new Event('visibilitychange'))
    onTestFinished(() => void Object.defineProperty(Document.prototype, 'hidden', own))
  }

  test('are counted while the page is seen, and start again with the next page', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
    onTestFinished(() => void vi.useRealTimers())
    be('/one')
    const { triggers, leave } = openPage({ triggers: [{ name: 'own', secondsOnPage: 20 }] })
    await vi.advanceTimersByTimeAsync(19_000)
    hidden(true)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(triggers()).toEqual([])
    hidden(false)
    await vi.advanceTimersByTimeAsync(999)
    expect(triggers()).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(triggers()).toMatchObject([own])

    await vi.advanceTimersByTimeAsync(60_000)
    expect(triggers()).toHaveLength(1)
    history.pushState(null, '', '/two')
    await vi.advanceTimersByTimeAsync(20_000)
    expect(triggers()).toHaveLength(2)
    leave()
  })
})

describe('scrolling', () => {
  const triggers = [{ name: 'own', scrolled: 50 }]
  const to = (top: number) => {
    scrollTo(0, top)
    document.dispatchEvent(new Event('scroll'))
  }

  test('over so many percent of a page is heard, once', async () => {
    add(`<div style="height: ${innerHeight * 4}px"></div>`)
    onTestFinished(backToTop)
    const { heard, heardOnly } = openPage({ triggers })
    await heardOnly()
    to(innerHeight / 2)
    await heardOnly()
    to(innerHeight * 2)
    await heard(own)
    to(innerHeight * 3)

    await heardOnly(own)
  })

  test('in a box that is the page of a single-page shop counts; in a small one it does not', async () => {
    const box = (height: number) => {
      const element = add(`<div style="height: ${height * 4}px"></div>`)
      element.style.cssText = `height: ${height}px; overflow: auto`
      return element
    }
    const [small, large] = [box(innerHeight / 4), box(innerHeight)]
    const { heard, heardOnly } = openPage({ triggers })
    await heardOnly()
    small.scrollTop = small.scrollHeight
    small.dispatchEvent(new Event('scroll'))
    await heardOnly()
    large.scrollTop = large.scrollHeight
    large.dispatchEvent(new Event('scroll'))

    await heard(own)
  })
})

describe('leaving', () => {
  const triggers = [{ name: 'own', leaving: true }]
  const mouse = (clientY: number, relatedTarget: Element | null = null) =>
    document.body.dispatchEvent(new MouseEvent('mouseout', { bubbles: true, clientY, relatedTarget }))
  const fingers = (isCoarse: boolean) => {
    const real = window.matchMedia
    window.matchMedia = query => ({ ...real(query), matches: isCoarse })
    onTestFinished(() => {
      window.matchMedia = real
    })
  }
  const to = (top: number) => {
    scrollTo(0, top)
    document.dispatchEvent(new Event('scroll'))
  }

  test('is the mouse that goes out at the top, once', async () => {
    const { heard, heardOnly } = openPage({ triggers })
    await heardOnly()
    mouse(-1)
    await heard(own)
    mouse(-1)

    await heardOnly(own)
  })

  test('is not the mouse that goes out elsewhere, or from one element to the next', async () => {
    const { heardOnly } = openPage({ triggers })
    await heardOnly()
    mouse(200)
    mouse(-1, document.documentElement)

    await heardOnly()
  })

  test('is a quick pull back up, for fingers', async () => {
    fingers(true)
    add(`<div style="height: ${innerHeight * 4}px"></div>`)
    onTestFinished(backToTop)
    const { heard, heardOnly } = openPage({ triggers })
    await heardOnly()
    to(innerHeight * 2)
    to(innerHeight * 1.7)
    await heardOnly()
    to(innerHeight * 1.2)

    await heard(own)
  })

  test('is not the same with a wheel', async () => {
    fingers(false)
    add(`<div style="height: ${innerHeight * 4}px"></div>`)
    onTestFinished(backToTop)
    const { heardOnly } = openPage({ triggers })
    await heardOnly()
    to(innerHeight * 2)
    to(innerHeight)

    await heardOnly()
  })

  test('that is set to false is nothing to wait for', async () => {
    const { heardOnly } = openPage({ triggers: [{ name: 'own', leaving: false }] })
    await heardOnly()
    mouse(-1)

    await heardOnly()
  })
})

describe('an event', () => {
  const push = (...entries: unknown[]) =>
    (window as unknown as { dataLayer: unknown[] }).dataLayer.push(...entries)
  function gtag(..._call: unknown[]) {
    // biome-ignore lint/complexity/noArguments: gtag pushes its own arguments object, not an array.
    push(arguments)
  }
  const where = { plan: ['pro', 'team'], value: { above: 50 } }
  const triggers = [{ name: 'own', event: { name: 'plan_changed', where } }]

  test('on the data layer is heard in both shapes, before and after howlikely came', async () => {
    put({ dataLayer: [{ event: 'plan_changed', plan: 'pro', ecommerce: { value: 60, currency: 'EUR' } }] })
    const { heard } = openPage({ triggers })
    await heard({ ...own, value: 60, currency: 'EUR', properties: { plan: 'pro' } })
    gtag('event', 'plan_changed', { plan: 'team', value: 70, transaction_id: 'P-7' })

    await heard(own, { ...own, ref: 'P-7', value: 70, properties: { plan: 'team' } })
  })

  test('that the page’s code dispatches is heard', async () => {
    const { heard, heardOnly } = openPage({ triggers })
    await heardOnly()
    document.dispatchEvent(
      new CustomEvent('plan_changed', { detail: { plan: 'pro', value: 51, team: 'north' } }),
    )

    await heard({ ...own, value: 51, properties: { plan: 'pro', team: 'north' } })
  })

  test('carries along only what is known or named', async () => {
    put({ dataLayer: [] })
    const { heard, heardOnly } = openPage({ triggers })
    await heardOnly()
    push({ event: 'plan_changed', plan: 'pro', value: 60, email: 'ada@example.com', agent: 'Kim' })

    await heard({ ...own, properties: { plan: 'pro', agent: 'Kim' } })
  })

  test('is not another one, nor one that doesn’t fit', async () => {
    put({ dataLayer: [] })
    const { heardOnly } = openPage({ triggers })
    push({ event: 'plan_viewed', plan: 'pro', value: 60 })
    push(
      { event: 'plan_changed', plan: 'free', value: 60 },
      { event: 'plan_changed', plan: 'pro', value: 50 },
    )
    push({ event: 'plan_changed', plan: { is: 'pro' }, value: 60 })
    document.dispatchEvent(new CustomEvent('plan_changed', { detail: null }))

    await heardOnly()
  })

  test('of the browser’s own doesn’t count, though it has the name', async () => {
    const { heardOnly } = openPage({ triggers: [{ name: 'own', event: { name: 'click' } }] })
    await heardOnly()
    document.body.click()

    await heardOnly()
  })

  test('whose detail throws causes no error', async () => {
    const detail = {
      get plan(): string {
        throw new Error('a trap')
      },
    }
    const { heardOnly } = openPage({ triggers })
    await heardOnly()
    const complained = vi.fn()
    addEventListener('error', complained, { once: true })
    document.dispatchEvent(new CustomEvent('plan_changed', { detail }))
    removeEventListener('error', complained)

    await heardOnly()
    expect(complained).not.toHaveBeenCalled()
  })
})

describe('a list of triggers', () => {
  test.each<[string, unknown]>([
    ['with two causes', [{ name: 'own', appears: 'body', path: '/*' }]],
    ['with none', [{ name: 'own' }]],
    ['with a cause that there is not', [{ name: 'own', hover: 'body' }]],
    ['without a name', [{ appears: 'body' }]],
    ['with a selector that is a number', [{ name: 'own', appears: 7 }]],
    ['that is right but for one', [{ name: 'own', appears: 'body' }, { name: 'own' }]],
    ['that is no list', { name: 'own', appears: 'body' }],
  ])('%s waits for nothing', async (_how, triggers) => {
    await openPage({ triggers }).heardOnly()
  })

  test('that is right does', async () => {
    await openPage({ triggers: [{ name: 'own', appears: 'body' }] }).heard(own)
  })
})
