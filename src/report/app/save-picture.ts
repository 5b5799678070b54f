/** The style properties that a drawing gets from style sheets, and that a stand-alone picture must include. */
const drawn = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linejoin',
  'paint-order',
  'opacity',
  'font-size',
  'font-family',
  'font-weight',
  'text-anchor',
  'dominant-baseline',
] as const

const namespace = 'http://www.w3.org/2000/svg'
const margin = 24
const titleRoom = 36

/**
 * A drawing as a picture that needs no style sheet, with its title on top. Uses attributes, because the page's policy
 * forbids inline styles.
 */
function pictureOf(svg: SVGSVGElement, title: string): { text: string; width: number; height: number } {
  const { width, height } = svg.getBoundingClientRect()
  const copy = document.createElementNS(namespace, 'svg')
  const all = { width: Math.round(width + 2 * margin), height: Math.round(height + 2 * margin + titleRoom) }
  copy.setAttribute('xmlns', namespace)
  copy.setAttribute('width', String(all.width))
  copy.setAttribute('height', String(all.height))
  const page = getComputedStyle(document.body)
  const ground = document.createElementNS(namespace, 'rect')
  ground.setAttribute('width', '100%')
  ground.setAttribute('height', '100%')
  ground.setAttribute('fill', page.getPropertyValue('background-color'))
  const heading = document.createElementNS(namespace, 'text')
  const place = { x: margin, y: margin + 16, fill: page.color, 'font-size': 18, 'font-weight': 600 }
  for (const [name, value] of Object.entries(place)) heading.setAttribute(name, String(value))
  heading.setAttribute('font-family', page.fontFamily)
  heading.textContent = title
  const drawing = document.createElementNS(namespace, 'g')
  drawing.setAttribute('transform', `translate(${margin} ${margin + titleRoom})`)
  for (const child of svg.children) drawing.append(withLooks(child))
  copy.append(ground, heading, drawing)
  return { text: new XMLSerializer().serializeToString(copy), ...all }
}

function withLooks(element: Element): Node {
  const copy = element.cloneNode(false)
  if (!(copy instanceof Element)) return copy
  const looks = getComputedStyle(element)
  for (const name of drawn) copy.setAttribute(name, looks.getPropertyValue(name))
  copy.removeAttribute('class')
  for (const child of element.childNodes) {
    copy.append(child instanceof Element ? withLooks(child) : child.cloneNode())
  }
  return copy
}

/** Saves a drawing as a file that can be enlarged without loss. */
export async function saveSvg(svg: SVGSVGElement, title: string): Promise<void> {
  saveFile(new Blob([pictureOf(svg, title).text], { type: 'image/svg+xml' }), `${fileName(title)}.svg`)
}

/** Pixels of the picture per pixel on the page: sharp on a big screen. */
const sharpness = 2

/** Saves a drawing as a picture for a presentation. */
export async function savePng(svg: SVGSVGElement, title: string): Promise<void> {
  const { text, width, height } = pictureOf(svg, title)
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = sharpness * width
  canvas.height = sharpness * height
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  canvas.toBlob(blob => {
    if (blob) saveFile(blob, `${fileName(title)}.png`)
  })
}

const fileName = (title: string) => title.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '')

/** Milliseconds. */
const keptFor = 60_000

function saveFile(content: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  // There is no event for when the browser has read it; a picture is small.
  setTimeout(() => URL.revokeObjectURL(link.href), keptFor)
}
