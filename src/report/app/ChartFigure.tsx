import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { words } from './language.ts'
import { savePng, saveSvg } from './save-picture.ts'

interface Props {
  title: string
  /** What one needs to know to read it. */
  help?: string
  /** Pixels. */
  height: number
  draw: (width: number) => ComponentChildren
  /** The same data as a table. */
  table: ComponentChildren
  legend?: ComponentChildren
}

/** The width before anything is measured: the one the page most often has. */
const likelyWidth = () => Math.min(1070, document.documentElement.clientWidth - 90)

/** A chart with its title, the same data in a table behind it, and its picture to save. */
export function ChartFigure({ title, help, height, draw, table, legend }: Props) {
  const say = words.value
  const picture = useRef<SVGSVGElement>(null)
  const width = useSignal(likelyWidth())
  useEffect(() => {
    const svg = picture.current
    if (!svg) return
    const observer = new ResizeObserver(([entry]) => {
      if (entry && entry.contentRect.width > 0) width.value = Math.round(entry.contentRect.width)
    })
    observer.observe(svg)
    return () => observer.disconnect()
  }, [width])
  const save = (how: typeof saveSvg) => () => {
    if (picture.current) void how(picture.current, title)
  }
  return (
    <figure class="chart">
      <figcaption>{title}</figcaption>
      {help ? <p class="hint">{help}</p> : null}
      {legend}
      <svg ref={picture} height={height} role="img" aria-label={title}>
        {draw(width.value)}
      </svg>
      <div class="chart-tools">
        <button type="button" onClick={save(savePng)} aria-label={`${say.savePng}: ${title}`}>
          {say.savePng}
        </button>
        <button type="button" onClick={save(saveSvg)} aria-label={`${say.saveSvg}: ${title}`}>
          {say.saveSvg}
        </button>
        <details>
          <summary>{say.asTable}</summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
          <section class="scrolls" tabIndex={0} aria-label={`${say.asTable}: ${title}`}>
            {table}
          </section>
        </details>
      </div>
    </figure>
  )
}
