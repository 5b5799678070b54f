import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium } from 'playwright'
import { launchOptions } from '../../scripts/browsers.mjs'

/** A Chromium of its own with a profile on disk, to be killed and started again. */
export interface Profile {
  /** Starts the browser on the profile. */
  open(): Promise<BrowserContext>
  /** Whether the local storage on disk holds these words. */
  hasStored(words: string): boolean
  /** kill -9 of the browser's main process; its others end with it. */
  kill(): Promise<void>
  /** Ends the browser, if it runs, and erases the profile. */
  remove(): Promise<void>
}

export function newProfile(): Profile {
  const folder = mkdtempSync(join(tmpdir(), 'howlikely-profile-'))
  const stored = join(folder, 'Default', 'Local Storage', 'leveldb')
  let context: BrowserContext | undefined
  return {
    async open() {
      context = await chromium.launchPersistentContext(folder, launchOptions('chromium'))
      return context
    },
    hasStored: words =>
      readdirSync(stored).some(name => {
        try {
          return readFileSync(join(stored, name)).includes(words)
        } catch {
          return false // The browser puts its files in order, and this one is gone.
        }
      }),
    async kill() {
      const browser = context?.browser()
      if (!context || !browser) throw new Error('The browser does not run.')
      const session = await browser.newBrowserCDPSession()
      const { processInfo } = await session.send('SystemInfo.getProcessInfo')
      const main = processInfo.find(({ type }) => type === 'browser')
      if (!main) throw new Error('The browser does not say which process it is.')
      const closed = context.waitForEvent('close')
      process.kill(main.id, 'SIGKILL')
      await closed
      context = undefined
    },
    async remove() {
      await context?.close()
      // Its other processes may still be writing their last.
      rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
    },
  }
}
