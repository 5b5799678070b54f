import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { expect, test } from 'vitest'
import { type Page, page, pages, proseOf, root } from './pages.ts'

/** The anchors of a page's headings, as code hosts make them. */
function anchorsOf({ text }: { text: string }): string[] {
  const headings = text.replace(/^```[\s\S]*?^```$/gm, '').matchAll(/^#+ (.*)$/gm)
  return [...headings].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  )
}

const linksIn = (one: Page): string[] => {
  const prose = proseOf(one)
  return [
    ...[...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link),
    ...[...prose.matchAll(/(?:src|srcset|href)="([^"]+)"/g)].map(([, link = '']) => link),
  ]
}

/** The links of a page that lead nowhere. */
function broken(one: Page): string[] {
  return linksIn(one).filter(link => {
    if (/^(https?|mailto):/.test(link)) return false
    const [path = '', anchor] = link.split('#')
    const target = path === '' ? one.path : posix.join(dirname(one.path), path)
    if (!existsSync(join(root, target))) return true
    return (
      anchor !== undefined && !anchorsOf({ text: readFileSync(join(root, target), 'utf8') }).includes(anchor)
    )
  })
}

test.each(pages.map(one => [one.path, one] as const))('every link in %s leads somewhere', (_path, one) => {
  expect(broken(one)).toEqual([])
})

test.each(['[gone](docs/gone.md)', '[gone](#gone)', '[gone](docs/install.md#gone)'])(
  'a link such as %s would be found',
  text => {
    expect(broken({ path: 'README.md', text })).toHaveLength(1)
  },
)

test('every page of the docs is linked from the first page', () => {
  const links = linksIn(page('README.md'))

  for (const { path } of pages) if (path.startsWith('docs/')) expect(links).toContain(path)
})

test('the pictures that are kept are those that pages show, each small and with words for readers who cannot see it', () => {
  const kept = readFileSync(join(root, 'docs/images/.gitignore'), 'utf8').match(/(?<=^!).*$/gm) ?? []
  const shown = pages.flatMap(one => linksIn(one).map(link => posix.join(dirname(one.path), link)))
  const pictures = shown.filter(path => path.startsWith('docs/images/'))

  expect([...new Set(pictures)].sort()).toEqual(kept.map(name => `docs/images/${name}`).sort())
  for (const path of pictures) expect(statSync(join(root, path)).size).toBeLessThanOrEqual(150_000)
  for (const { text } of pages)
    for (const [image] of text.matchAll(/<img[^>]*>/g)) expect(image).toMatch(/alt="[^"]{20,}"/)
})
