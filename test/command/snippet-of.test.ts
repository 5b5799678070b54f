import fc from 'fast-check'
import { expect, test } from 'vitest'
import { snippetOf } from '../../src/command/snippet-of.ts'
import { readTags } from '../docs/tags.ts'

const collector = 'https://answers.example'

test('a tag alone says where answers go, and nothing that was not given', () => {
  expect(snippetOf('tag', { collector, company: null, options: {} })).toBe(
    `<script async src="https://answers.example/howlikely.js"
  data-endpoint="https://answers.example/responses"></script>\n`,
  )
})

test('whatever a company is called and whatever options say, the page reads the same', () => {
  const text = fc.oneof(fc.string(), fc.constantFrom('"><script>', '</script>', '<!--', "A & B's", '&quot;'))
  fc.assert(
    fc.property(text, text, (company, thanks) => {
      const options = { texts: { en: { thanks } } }
      const html = snippetOf('tag', { collector, company, options })

      expect(readTags(html)).toEqual({
        tag: { endpoint: 'https://answers.example/responses', company },
        block: options,
      })
      expect(html.match(/<\/script>/g)).toHaveLength(2)
    }),
  )
})

test('a block and the package say all of it', () => {
  const parts = { collector, company: 'Acme', options: { locale: 'sv' } }
  const all = { endpoint: 'https://answers.example/responses', company: 'Acme', locale: 'sv' }

  expect(readTags(snippetOf('json', parts))?.block).toEqual(all)
  const [, given = ''] = /createHowlikely\(([\s\S]*)\)\n$/.exec(snippetOf('npm', parts)) ?? []
  expect(JSON.parse(given)).toEqual(all)
})
