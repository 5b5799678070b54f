import type { PageSettings } from '../../support/bare-page.ts'
import { bundled, library } from './library.ts'

/**
 * A page on which a button "Terms" opens a dialog "Our terms" with a field "Code"; its button "Agree" and Escape close
 * it, and the focus returns to the button.
 */
export interface DialogPage {
  name: string
  settings(): Promise<PageSettings> | PageSettings
}

/** The page's text: enough words that hiding them counts as taking the page out of use. */
const words = '<p>It will be with you on Thursday, and we tell you when it is sent. Keep the box.</p>'

/**
 * A shop theme's basket: a dialog that is in every page, moved out of it and hidden by styles alone. Opening it moves the
 * focus into it and stops the page behind from scrolling.
 */
const theme: PageSettings = {
  head: `<style>
    .drawer { position: fixed; inset: 0; visibility: hidden; transition: visibility 50ms; background: rgb(0 0 0 / 40%); z-index: 1000 }
    .drawer.active { visibility: visible }
    .drawer-inner { position: absolute; inset: 0 0 0 auto; width: 300px; background: #fff; transform: translateX(100%); transition: transform 50ms }
    .active .drawer-inner { transform: none }
    .overflow-hidden { overflow: hidden }
  </style>`,
  body: `${words}<button id="terms" aria-haspopup="dialog">Terms</button>
    <cart-drawer class="drawer"><div id="drawer" class="drawer-inner" role="dialog" aria-modal="true" aria-label="Our terms" tabindex="-1">
      <label>Code <input></label> <button>Agree</button>
    </div></cart-drawer>
    <script>
      customElements.define('cart-drawer', class extends HTMLElement {
        connectedCallback() {
          terms.addEventListener('click', () => this.open())
          this.querySelector('button').addEventListener('click', () => this.close())
          this.addEventListener('keyup', event => event.code === 'Escape' && this.close())
        }
        open() {
          this.classList.add('active')
          document.body.classList.add('overflow-hidden')
          this.addEventListener('transitionend', () => this.querySelector('input').focus(), { once: true })
        }
        close() {
          this.classList.remove('active')
          document.body.classList.remove('overflow-hidden')
          terms.focus()
        }
      })
    </script>`,
}

const radix = `
  import { createElement as h } from 'react'
  import { createRoot } from 'react-dom/client'
  import * as Dialog from '@radix-ui/react-dialog'
  createRoot(document.getElementById('app')).render(
    h(Dialog.Root, {},
      h('p', {}, 'It will be with you on Thursday, and we tell you when it is sent. Keep the box.'),
      h(Dialog.Trigger, {}, 'Terms'),
      h(Dialog.Portal, {},
        h(Dialog.Overlay, { style: { position: 'fixed', inset: 0, background: 'rgb(0 0 0 / 40%)' } }),
        h(Dialog.Content, { 'aria-describedby': undefined, style: { position: 'fixed', inset: '20% 30%', background: '#fff' } },
          h(Dialog.Title, {}, 'Our terms'),
          h('label', {}, 'Code ', h('input')),
          h(Dialog.Close, {}, 'Agree')))))`

const headlessUi = `
  import { createElement as h, useState } from 'react'
  import { createRoot } from 'react-dom/client'
  import { Dialog, DialogPanel, DialogTitle } from '@headlessui/react'
  function Page() {
    const [isOpen, setOpen] = useState(false)
    return h('main', {},
      h('p', {}, 'It will be with you on Thursday, and we tell you when it is sent. Keep the box.'),
      h('button', { onClick: () => setOpen(true) }, 'Terms'),
      h(Dialog, { open: isOpen, onClose: () => setOpen(false) },
        h('div', { style: { position: 'fixed', inset: '20% 30%', background: '#fff' } },
          h(DialogPanel, {},
            h(DialogTitle, {}, 'Our terms'),
            h('label', {}, 'Code ', h('input')),
            h('button', { onClick: () => setOpen(false) }, 'Agree')))))
  }
  createRoot(document.getElementById('app')).render(h(Page))`

function bootstrap(): PageSettings {
  const { head, scripts } = library('bootstrap/dist/js/bootstrap.bundle.js')
  return {
    // Of its styles, only those that show or hide its modal.
    head: `${head}<style>
      .modal { display: none; position: fixed; inset: 0; z-index: 1055; overflow: auto; outline: 0 }
      .modal-dialog { margin: 60px auto; width: 300px; pointer-events: none; background: #fff }
      .modal-content { pointer-events: auto }
      .modal-backdrop { position: fixed; inset: 0; z-index: 1050; background: #000; opacity: .5 }
      .fade { transition: opacity 60ms linear } .fade:not(.show) { opacity: 0 }
    </style>`,
    scripts,
    body: `${words}<button data-bs-toggle="modal" data-bs-target="#terms">Terms</button>
      <div class="modal fade" id="terms" tabindex="-1" aria-labelledby="title" aria-hidden="true">
        <div class="modal-dialog"><div class="modal-content">
          <h2 id="title">Our terms</h2> <label>Code <input></label> <button data-bs-dismiss="modal">Agree</button>
        </div></div>
      </div>`,
  }
}

function focusTrap(): PageSettings {
  const { head, scripts } = library('tabbable/dist/index.umd.js', 'focus-trap/dist/focus-trap.umd.js')
  return {
    head,
    scripts,
    body: `${words}<button id="terms">Terms</button>
      <div id="place" hidden role="dialog" aria-modal="true" aria-label="Our terms" style="position: fixed; inset: 20% 30%; background: #eee">
        <label>Code <input></label> <button id="agree">Agree</button>
      </div>
      <script>
        const trap = focusTrap.createFocusTrap('#place', { onDeactivate: () => { place.hidden = true } })
        terms.onclick = () => { place.hidden = false; trap.activate() }
        agree.onclick = () => trap.deactivate()
      </script>`,
  }
}

export const dialogPages: readonly DialogPage[] = [
  { name: 'a shop theme’s drawer', settings: () => theme },
  { name: 'Radix', settings: () => bundled('radix', radix) },
  { name: 'Headless UI', settings: () => bundled('headless', headlessUi) },
  { name: 'Bootstrap', settings: bootstrap },
  { name: 'focus-trap', settings: focusTrap },
]
