import { expect, test } from 'vitest'
import { createSigner } from '../../src/links/create-signer.ts'
import { mailBlock } from '../../src/links/mail-block.ts'

const signer = createSigner({ secret: 'x'.repeat(32), now: () => 0 })
const links = await signer.links('https://shop.example/feedback', { survey: 'support', ref: '"T" & <77>' })

const unescaped = (text: string) =>
  text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&')

test('the mail block has one target for each score, each with its own link', () => {
  const anchors = [...mailBlock(links).matchAll(/<a href="([^"]*)"[^>]*>(\d+)<\/a>/g)]

  expect(anchors.map(([, url = '', score]) => [Number(score), unescaped(url)])).toEqual(
    links.map(({ score, url }) => [score, url]),
  )
})

test('it is tables and inline styles: no image, no script, no sheet, nothing loaded', () => {
  expect(mailBlock(links)).not.toMatch(/<(img|script|style|link|svg)|url\(|class=|@import/i)
})

test('a target sets both of its colours, and the words set none, so that no dark mode hides anything', () => {
  const block = mailBlock(links)
  const paragraphs = block.match(/<p [^>]*>/g) ?? []

  expect(block.match(/background-color:#1f4e79/g)).toHaveLength(11)
  expect(block.match(/;color:#ffffff/g)).toHaveLength(11)
  expect(paragraphs).toHaveLength(3)
  for (const paragraph of paragraphs) expect(paragraph).not.toContain('color')
})

test('it says what it is given, as words and not as markup', () => {
  const block = mailBlock(links, {
    question: 'How <b>likely</b> & "so"?',
    low: 'No',
    high: 'Yes',
    lang: 'sv"x',
    dir: 'rtl',
  })

  expect(block).toContain('How &lt;b&gt;likely&lt;/b&gt; &amp; &quot;so&quot;?')
  expect(block).toContain('0 = No, 10 = Yes')
  expect(block).toContain('<div lang="sv&quot;x" dir="rtl">')
})

test('without words of its own it asks the question in English, about a company', () => {
  expect(mailBlock(links, { company: 'Lund & Kettle' })).toContain(
    'would recommend Lund &amp; Kettle to a friend',
  )
  expect(mailBlock(links)).toContain('would recommend us to a friend')
})
