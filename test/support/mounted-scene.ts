import type { Browser, BrowserContext, Page } from 'playwright'
import { afterEach, beforeAll, beforeEach } from 'vitest'
import { type Engine, sharedBrowser } from './engines.ts'
import { type MountedSite, startMountedSite } from './mounted-site.ts'

/** A visitor's device, and a site with the collector under its own address. */
export interface MountedScene {
  site: MountedSite
  context: BrowserContext
  page: Page
  /** Another device, which remembers nothing; gone when the test is. */
  anotherDevice(options?: { javaScriptEnabled?: boolean }): Promise<Page>
}

/** Sets a scene up for each test of a suite. */
export function mountedScene(engine: Engine): MountedScene {
  const scene = {} as MountedScene // Filled before each test.
  const devices: BrowserContext[] = []
  let browser: Browser

  const anotherDevice: MountedScene['anotherDevice'] = async options => {
    const device = await browser.newContext(options)
    devices.push(device)
    return device.newPage()
  }

  beforeAll(async () => {
    browser = await sharedBrowser(engine)
  })
  beforeEach(async () => {
    const page = await anotherDevice()
    const site = await startMountedSite()
    Object.assign(scene, { site, page, context: page.context(), anotherDevice })
  })
  afterEach(async () => {
    await Promise.all(devices.splice(0).map(device => device.close()))
    await scene.site.stop()
  })
  return scene
}
