import { describe, expect, test } from 'vitest'
import { buy, endpoint, visitor, widgetUrl } from './visitor.ts'

const pages = [
  '/',
  '/products/skog',
  '/products/ang',
  '/basket',
  '/help',
  '/thank-you/sample?order=A-1042',
  '/spa',
  '/spa/products/vik',
  '/nowhere',
]

const scripts = (page: string) => [...page.matchAll(/<script\b[^>]*>([^<]*)/g)]

describe.each(pages)('%s', path => {
  test('has a language, a title, one main landmark and no hole in its template', async () => {
    const page = await visitor().page(path)

    expect(page).toMatch(/^<!doctype html>\n<html lang="en">/)
    expect(page).toMatch(/<title>[^<]+<\/title>/)
    expect(page.match(/<main\b/g)).toHaveLength(1)
    expect(page).not.toContain('{{')
  })

  test('holds the pasted tag once, with the endpoint that the server was given', async () => {
    const page = await visitor().page(path)

    expect(page.split(`<script async src="${widgetUrl}" data-endpoint="${endpoint}"`)).toHaveLength(2)
  })

  test('allows no inline script or style, and has none', async () => {
    const response = await visitor().get(path)
    const policy = response.headers.get('content-security-policy') ?? ''
    const page = await response.text()
    const inline = scripts(page).filter(([tag]) => !/ src=| type="application\/json"/.test(tag))

    expect(policy).toContain(`default-src 'none'`)
    expect(policy).toContain(`script-src 'self' https://cdn.example;`)
    expect(policy).toContain(`connect-src 'self' https://collector.example;`)
    expect(policy).toContain(`style-src 'self';`)
    expect(policy).not.toContain('unsafe')
    expect(inline).toEqual([])
    expect(page).not.toMatch(/<style|\sstyle=|\son[a-z]+=/)
  })
})

test('a product page and the home page answer with 200, an unknown product and an unknown page with 404', async () => {
  const ada = visitor()

  expect((await ada.get('/')).status).toBe(200)
  expect((await ada.get('/products/skog')).status).toBe(200)
  expect((await ada.get('/products/hasOwnProperty')).status).toBe(404)
  expect((await ada.get('/nowhere')).status).toBe(404)
})

test('style sheets, scripts and drawings are served with their types, and nothing else of the folder is', async () => {
  const ada = visitor()
  const typeOf = async (path: string) => (await ada.get(path)).headers.get('content-type')

  expect(await typeOf('/assets/shop.css')).toBe('text/css; charset=utf-8')
  expect(await typeOf('/assets/chat/events.js')).toBe('text/javascript; charset=utf-8')
  expect(await typeOf('/assets/art/skog.svg')).toBe('image/svg+xml')
  expect((await ada.get('/server.ts')).status).toBe(404)
  expect((await ada.get('/assets/../server.ts')).status).toBe(404)
  expect((await ada.get('/hostile/page.ts')).status).toBe(404)
})

test('a page that can only be read says so to another method', async () => {
  const response = await visitor().put('/help')

  expect(response.status).toBe(405)
  expect(response.headers.get('allow')).toBe('GET, HEAD')
})

test('only the help desk loads the chat', async () => {
  const ada = visitor()

  expect(await ada.page('/help')).toContain('/assets/chat/loader.js')
  expect(await ada.page('/')).not.toContain('/assets/chat/')
  expect(await ada.page(await buy(ada))).not.toContain('/assets/chat/')
})

describe('the hostile page', () => {
  test('has no doctype, no character set, a base elsewhere and no policy, and holds the tag', async () => {
    const response = await visitor().get('/hostile')
    const page = await response.text()

    expect(page).toMatch(/^<html>/)
    expect(page).not.toMatch(/charset/i)
    expect(response.headers.get('content-type')).toBe('text/html')
    expect(response.headers.get('content-security-policy')).toBeNull()
    expect(page).toContain('<base href="https://elsewhere.example/')
    expect(page).toContain(`src="${widgetUrl}"`)
  })

  test('loads the library that extends prototypes only when it is asked to', async () => {
    const ada = visitor()

    expect(await ada.page('/hostile')).not.toContain('old-library.js')
    expect(await ada.page('/hostile?library=old')).toContain('old-library.js')
  })

  test('cannot be broken out of by the number of its order', async () => {
    const page = await visitor().page('/hostile?order=%3C/script%3E%3Cscript%3Ealert(1)')

    expect(page).not.toContain('<script>alert')
  })
})
