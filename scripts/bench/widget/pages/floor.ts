// The minimum that shows the survey: written by hand, without libraries, each element created once.
import { addHost, listen, post, scores, words } from './form.ts'

function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Partial<HTMLElementTagNameMap[Tag]>,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = Object.assign(document.createElement(tag), properties)
  element.append(...children)
  return element
}

function show(): void {
  const { host, root } = addHost()
  let score: number | null = null

  const reason = make('textarea', { id: 'reason' })
  const send = make('button', { type: 'button', className: 'send', onclick: () => finish() }, words.send)
  const title = make('label', { className: 'title', htmlFor: 'reason' }, words.reason)
  const more = make('div', { className: 'more', hidden: true }, title, reason, send)
  const close = make('button', { type: 'button', className: 'close', ariaLabel: words.close }, '×')
  close.onclick = () => host.remove()

  const cell = (value: number) =>
    make(
      'label',
      {},
      make('input', { type: 'radio', name: 'score', value: `${value}`, onchange: () => choose(value) }),
      make('span', {}, `${value}`),
    )
  const scale = make('div', { className: 'cells' }, ...scores.map(cell))
  const ends = make('div', { className: 'ends' }, make('span', {}, words.low), make('span', {}, words.high))
  const question = make('fieldset', {}, make('legend', {}, words.question), scale, ends)
  const card = make('section', { className: 'card', role: 'dialog', ariaLabel: words.question })

  function choose(value: number): void {
    score = value
    more.hidden = false
  }

  function finish(): void {
    post(score, reason.value)
    card.replaceChildren(words.thanks)
  }

  card.append(close, question, more)
  root.append(card)
}

listen(show)
