// WebKit on this machine: WebKitGTK's WebDriver, the small browser that comes with it, and a virtual screen.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const libraries = [
  '/usr/lib',
  '/usr/libexec',
  '/usr/lib/x86_64-linux-gnu',
  '/usr/lib/aarch64-linux-gnu',
  '/usr/lib64',
]

const firstOf = places => places.find(place => existsSync(place))

function miniBrowser() {
  const folders = libraries
    .filter(folder => existsSync(folder))
    .flatMap(folder =>
      readdirSync(folder)
        .filter(name => /^webkit(2gtk|gtk)/.test(name))
        .map(name => join(folder, name)),
    )
  return firstOf(folders.map(folder => join(folder, 'MiniBrowser')))
}

/**
 * The programs that drive WebKit here; undefined if one is missing. Debian has them in the packages webkit2gtk-driver
 * and xvfb.
 * @returns {{ driver: string, browser: string, screen: string } | undefined}
 */
export function webKitPrograms() {
  const driver = firstOf(['/usr/bin/WebKitWebDriver', '/usr/local/bin/WebKitWebDriver'])
  const screen = firstOf(['/usr/bin/Xvfb'])
  const browser = miniBrowser()
  return driver && browser && screen ? { driver, browser, screen } : undefined
}
