import { pageBody } from './page-body.ts'

/**
 * Puts the card's host into the page.
 * @param inline the element that holds an inline card; null for one that floats over the page, as `placement` says
 */
export function enterPage(host: HTMLElement, inline: Element | null, placement: string): void {
  // Pages that store copies of their markup may have restored one of the card: an empty shell.
  for (const copy of document.querySelectorAll(host.localName)) if (!copy.shadowRoot) copy.remove()
  if (inline) inline.append(host)
  else putAbovePage(host, placement)
}

function putAbovePage(host: HTMLElement, placement: string): void {
  host.setAttribute('placement', placement)
  pageBody().append(host)
  // The top layer is beyond the page's z-index, transform and overflow: Safari 17, Firefox 125.
  if (!('showPopover' in host)) return
  host.popover = 'manual'
  host.role = 'none'
  host.showPopover()
}
