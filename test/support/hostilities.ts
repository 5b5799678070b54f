import type { Hostility } from './hostile-site.ts'

const everythingGone = `
  display: none !important; visibility: hidden !important; opacity: 0 !important; pointer-events: none !important;
  position: static !important; z-index: -1 !important; width: 1px !important; height: 1px !important;
  overflow: hidden !important; clip-path: inset(50%) !important; color: red !important; background: lime !important;
  transform: scale(0.1) rotate(3deg) !important; filter: invert(1) !important; margin: 90px !important;`

const wall = (z: number) =>
  `<div style="position: fixed; inset: 0; z-index: ${z}; background: rgb(0 0 0 / 4%); pointer-events: none"></div>`

/** What pages do, worded to follow "a page that". */
export const hostilities: readonly (readonly [name: string, hostility: Hostility])[] = [
  ['resets everything', { css: '* { all: unset } style, script, head, title { display: none }' }],
  [
    'hides every kind of element that a widget is made of',
    {
      css: 'button, fieldset, legend, label, textarea, section, svg, [role="dialog"] { display: none !important }',
    },
  ],
  [
    'gives every element a look by !important',
    {
      css: `* { box-sizing: content-box !important; letter-spacing: 0.2em !important; text-transform: uppercase !important;
        text-align: right !important; font: italic 30px fantasy !important; line-height: 0.8 !important; color: red !important;
        background: yellow !important; border: 3px dashed red !important; user-select: none !important; cursor: wait !important;
        text-shadow: 2px 2px red !important; word-spacing: 1em !important; text-indent: 3em !important; float: left !important }`,
    },
  ],
  ['does away with whatever else is in the body', { css: `body > :not(h1, p, div) { ${everythingGone} }` }],
  ['does away with it by its name', { css: `how-likely-panel { ${everythingGone} }` }],
  ['lays walls over everything', { more: wall(2147483647) + wall(2147483647) }],
  ['has a base elsewhere', { head: '<base href="https://elsewhere.example/deep/down/" target="_top">' }],
  [
    'transforms its body and clips it',
    {
      css: `html { overflow: hidden; height: 100% } body { transform: scale(0.9) translateX(40px); overflow: hidden;
        height: 400px; perspective: 100px; filter: sepia(0.4); contain: layout paint; will-change: transform }`,
    },
  ],
  [
    'fixes its body',
    { css: 'body { position: fixed; top: -40px; width: 60%; opacity: 0.5; clip-path: inset(10px) }' },
  ],
  ['is in quirks mode', { hasDoctype: false }],
  ['names no character set', { charset: null }],
  ['has a root font of 62.5 %', { css: 'html { font-size: 62.5% } body { font-size: 1.6rem }' }],
  ['has a root font of 40 pixels', { css: 'html { font-size: 40px }' }],
  ['is written from right to left', { html: 'dir="rtl"' }],
  [
    'is written from top to bottom, and from the right',
    {
      css: 'html { writing-mode: vertical-rl; text-orientation: upright } body { columns: 8 60px; height: 300px }',
    },
  ],
  ['is dark by its own word', { css: ':root { color-scheme: dark; background: #111; color: #eee }' }],
  [
    'has custom properties of the same plain names',
    {
      css: `:root, * { --surface: red; --text: red; --accent: red; --muted: red; --edge: red; --line: red; --soft: red;
        --radius: 0; --small: 0; --font: fantasy; --offset: 90px; --keyboard: 90px; --bottom: 90px }`,
    },
  ],
  ['loads MooTools', { libraries: ['mootools/lib/mootools-core-1.5.2-server.js'] }],
  [
    'loads Sugar, extending all',
    { libraries: ['sugar/dist/sugar.js'], run: 'Sugar.extend({ objectPrototype: true })' },
  ],
  ['loads should, on Object.prototype', { libraries: ['should/should.js'] }],
]
