import { expect, test } from 'vitest'
import { json, Markup, render } from '../../demo/template.ts'

test('text is escaped and markup stays as it is', () => {
  const page = render('<p title="{{a}}">{{b}}</p>', { a: `"'<&>`, b: new Markup('<b>x</b>') })

  expect(page.html).toBe('<p title="&quot;&#39;&lt;&amp;&gt;"><b>x</b></p>')
})

test('a value that looks like a placeholder is not filled', () => {
  expect(render('{{a}}', { a: '{{b}}', b: 'secret' }).html).toBe('{{b}}')
})

test('a placeholder without a value is an error', () => {
  expect(() => render('{{missing}}', {})).toThrow('{{missing}}')
  expect(() => render('{{toString}}', {})).toThrow('{{toString}}')
})

test('JSON for a script block holds no <, and reads back as it was', () => {
  const value = { text: '</script><!--<script>' }

  expect(json(value).html).not.toContain('<')
  expect(JSON.parse(json(value).html)).toEqual(value)
})
