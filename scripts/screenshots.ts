// `npm run screenshots`: the survey on the demo shop, in each state, size, scheme and direction of writing, as
// docs/images/<size>-<scheme>-<direction>-<state>.png. The scheme is light, dark, forced (the system's own colours) or text
// (letters of twice the size). Arguments choose pictures by parts of their names: `npm run screenshots phone text`. It
// shows the built files: run `npm run build` first.
// docs/images/.gitignore says which of the pictures are committed.
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright'
import { directionOf } from '../src/i18n/direction.ts'
import { showStates, stateNames } from '../test/support/card-states.ts'
import { startSite } from '../test/support/site.ts'
import { launchOptions } from './browsers.mjs'
import { say, stop } from './say.mjs'

const root = new URL('../', import.meta.url)
const folder = fileURLToPath(new URL('docs/images/', root))

const sizes = {
  desktop: { width: 1280, height: 800 },
  phone: { width: 390, height: 844 },
  small: { width: 320, height: 568 },
}
const schemes = ['light', 'dark', 'forced', 'text'] as const

type Size = keyof typeof sizes
interface View {
  size: Size
  scheme: (typeof schemes)[number]
  locale: string
}

/** English, and the first language that is written from right to left, if there is one. */
function locales(): string[] {
  const tags = readdirSync(new URL('src/i18n/', root)).map(name => name.replace('.ts', ''))
  return ['en', ...tags.filter(tag => directionOf(tag) === 'rtl').slice(0, 1)]
}

const reasons: Readonly<Record<string, string>> = {
  en: 'The coffee was here the next morning, and still smelled of the roaster.',
  ar: 'وصلت القهوة في صباح اليوم التالي، وما زالت رائحتها كأنها خرجت من المحمصة.',
}

/** The shop's own green and corners, as its owner would set them. */
const shopsOwn = { accent: '#3f5b3d', radius: '10px' }

const card = (page: Page): Locator => page.getByRole('dialog')

function newVisitor(browser: Browser, { size, scheme }: View): Promise<BrowserContext> {
  const isPhone = size !== 'desktop'
  return browser.newContext({
    viewport: sizes[size],
    colorScheme: scheme === 'dark' ? 'dark' : 'light',
    forcedColors: scheme === 'forced' ? 'active' : 'none',
    reducedMotion: 'reduce',
    hasTouch: isPhone,
    isMobile: isPhone,
    deviceScaleFactor: isPhone ? 1.5 : 1,
  })
}

/** Opens the page after a purchase, and waits for the question. `look`: additional attributes of the tag. */
async function beAsked(page: Page, shop: string, locale: string, look: Record<string, string> = {}) {
  const tag = { automation: 'ask', delay: '0s', locale, ...look }
  const parameters = Object.entries(tag).map(([name, value]) => [`tag-${name}`, value])
  const order = new URLSearchParams([...parameters, ['order', 'LK-1042'], ['value', '18.40']])
  await page.goto(`${shop}/thank-you/sample?${order}`)
  await card(page).waitFor()
}

async function chooseAndSayWhy(page: Page, locale: string): Promise<void> {
  await card(page).getByRole('radio').nth(9).check({ force: true })
  await card(page)
    .getByRole('textbox')
    .fill(reasons[locale] ?? '')
}

/** For a reader who has set text to twice its size. */
async function enlargeText(page: Page): Promise<void> {
  await card(page).evaluate(element => {
    const all = [element, ...element.querySelectorAll<HTMLElement>('*')] as HTMLElement[]
    const sizes = all.map(one => Number.parseFloat(getComputedStyle(one).fontSize))
    all.forEach((one, at) => {
      one.style.fontSize = `${2 * (sizes[at] ?? 16)}px`
    })
  })
}

async function keep(page: Page, name: string): Promise<void> {
  // Away from the element that was clicked, so that nothing looks hovered.
  await page.mouse.move(0, 0)
  await page.screenshot({ path: `${folder}${name}.png`, caret: 'hide' })
  say(`docs/images/${name}.png`)
}

const nameOf = ({ size, scheme, locale }: View) => `${size}-${scheme}-${directionOf(locale)}`

/** Whether the arguments ask for it; without arguments, all are wanted. */
const isWanted = (name: string) => process.argv.slice(2).every(part => name.includes(part))

/** Follows one visitor from the question to the thank-you, with a picture at each step. */
async function takeAll(browser: Browser, shop: string, view: View): Promise<void> {
  const context = await newVisitor(browser, view)
  const page = await context.newPage()
  const name = nameOf(view)
  await beAsked(page, shop, view.locale)
  await keep(page, `${name}-asked`)
  await chooseAndSayWhy(page, view.locale)
  await keep(page, `${name}-scored`)
  await page.keyboard.press('Control+Enter')
  await card(page).getByRole('heading').waitFor()
  await keep(page, `${name}-thanked`)
  await context.close()
}

/** Takes every state that the preview can show, on the page after a purchase. */
async function takeStates(browser: Browser, shop: string, view: View): Promise<void> {
  const context = await newVisitor(browser, view)
  const page = await context.newPage()
  const { show } = await showStates(page, shop, { 'howlikely-locale': view.locale }, '/thank-you/sample')
  for (const state of stateNames) {
    await show(state)
    if (view.scheme === 'text') await enlargeText(page)
    const name = state.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)
    await keep(page, `${nameOf(view)}-state-${name}`)
  }
  await context.close()
}

/** Takes the card in the shop's own colours. */
async function takeThemed(browser: Browser, shop: string): Promise<void> {
  const context = await newVisitor(browser, { size: 'desktop', scheme: 'light', locale: 'en' })
  const page = await context.newPage()
  await beAsked(page, shop, 'en', shopsOwn)
  await chooseAndSayWhy(page, 'en')
  await keep(page, 'desktop-light-ltr-themed')
  await context.close()
}

async function main(): Promise<void> {
  if (!existsSync(new URL('dist/browser/howlikely.js', root))) {
    stop('There is nothing to show yet: run "npm run build" first.')
  }
  const options = launchOptions('chromium')
  if (!options) stop('There is no Chromium on this machine; "npm test" can install one.')
  mkdirSync(folder, { recursive: true })
  const site = await startSite()
  const browser = await chromium.launch(options)
  try {
    const views = locales().flatMap(locale =>
      (Object.keys(sizes) as Size[]).flatMap(size => schemes.map(scheme => ({ size, scheme, locale }))),
    )
    for (const view of views.filter(one => isWanted(nameOf(one)))) {
      if (view.scheme !== 'text') await takeAll(browser, site.shop, view)
      await takeStates(browser, site.shop, view)
    }
    if (isWanted('desktop-light-ltr-themed')) await takeThemed(browser, site.shop)
  } finally {
    await browser.close()
    await site.stop()
  }
}

await main()
