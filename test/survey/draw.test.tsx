import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Child, draw, element } from '../../src/survey/draw.ts'

let place: HTMLElement

beforeEach(() => {
  place = document.body.appendChild(document.createElement('div'))
})
afterEach(() => place.remove())

const drawn = (...children: Child[]) => {
  draw(place, children)
  return place.innerHTML
}
const first = (selector: string) => place.querySelector<HTMLInputElement>(selector)

describe('what is drawn', () => {
  test('stands in the page as it was described', () => {
    expect(drawn(<p class="quiet">Good day</p>, 'and ', <b>well</b>)).toBe(
      '<p class="quiet">Good day</p>and <b>well</b>',
    )
  })

  test('has no markup of its own', () => {
    drawn(<p title={'"><i>'}>{'<b>bold</b>'}</p>)
    expect(first('p')?.title).toBe('"><i>')
    expect(first('p')?.textContent).toBe('<b>bold</b>')
    expect(place.querySelectorAll('*')).toHaveLength(1)
  })

  test('calls the functions of its parts', () => {
    const Name = ({ of }: { of: string }) => <em>{of}</em>
    expect(drawn(<Name of="Ada" />)).toBe('<em>Ada</em>')
  })

  test('draws pictures as pictures', () => {
    drawn(
      <svg aria-hidden="true">
        <path d="M0 0" />
      </svg>,
    )
    expect(first('path')).toBeInstanceOf(SVGPathElement)
  })

  test('leaves out an attribute that is undefined, and writes one that is false', () => {
    expect(drawn(<i lang={undefined} aria-disabled={false} />)).toBe('<i aria-disabled="false"></i>')
  })

  test('sets custom properties', () => {
    drawn(<i style={{ '--line': 'red' }} />)
    expect(first('i')?.style.getPropertyValue('--line')).toBe('red')
  })
})

describe('drawn again', () => {
  test('an element stays, with its focus and its caret, and changes what has changed', () => {
    const field = (text: string, lang: string) => <input value={text} lang={lang} />
    drawn(field('one', 'en'))
    const before = first('input')
    before?.focus()
    before?.setSelectionRange(1, 1)

    drawn(field('one', 'sv'))

    expect(first('input')).toBe(before)
    expect(document.activeElement).toBe(before)
    expect(before?.selectionStart).toBe(1)
    expect(before?.lang).toBe('sv')
  })

  test('what comes and goes before it moves nothing', () => {
    const alert = (isWrong: boolean) => [isWrong && <p>Wrong</p>, <input />]
    drawn(...alert(false))
    const before = first('input')

    expect(drawn(...alert(true))).toBe('<p>Wrong</p><input>')
    expect(drawn(...alert(false))).toBe('<input>')
    expect(first('input')).toBe(before)
  })

  test('an element of another kind takes its place', () => {
    drawn(<p>One</p>, <b>Two</b>)
    expect(drawn(<h2>One</h2>, <b>Two</b>)).toBe('<h2>One</h2><b>Two</b>')
  })

  test('what is no longer there is gone', () => {
    drawn(<p>One</p>, <p>Two</p>)
    expect(drawn(<p>One</p>)).toBe('<p>One</p>')
    expect(drawn()).toBe('')
  })

  test('an attribute that becomes undefined is gone', () => {
    drawn(<i title="Here" />)
    expect(drawn(<i title={undefined} />)).toBe('<i></i>')
  })

  test('a box that the visitor has ticked follows what is described', () => {
    drawn(<input type="checkbox" checked={false} />)
    first('input')?.click()
    drawn(<input type="checkbox" checked={false} />)
    expect(first('input')?.checked).toBe(false)
  })

  test('hears through the newest listener alone', () => {
    const heard: string[] = []
    const button = (name: string) => <button type="button" onclick={() => heard.push(name)} />
    drawn(button('old'))
    drawn(button('new'))
    first('button')?.click()
    expect(heard).toEqual(['new'])
  })
})
