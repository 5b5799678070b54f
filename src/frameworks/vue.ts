// Imported as a whole: if Vue is missing, bundlers then say so, instead of listing the missing names.

import type { App, InjectionKey } from 'vue'
import * as vue from 'vue'
import type { Howlikely } from '../index.ts'
import type { Options } from '../options/options.ts'
import { createHandle, missing } from './handle.ts'
import { expectVersion } from './version.ts'

const key: InjectionKey<Howlikely> = Symbol('howlikely')

/**
 * The plugin: starts howlikely with your app, provides it to the app's components, and destroys it when the app is
 * unmounted. On a server it does nothing.
 *
 * @example createApp(Shop).use(howlikelyPlugin, { endpoint: '/responses' }).mount('#app')
 */
export const howlikelyPlugin = {
  /** Called by Vue; the options are howlikely's. */
  install(app: App, options: Options): void {
    expectVersion('Vue', vue.version, '3.3')
    const { howlikely, hold } = createHandle(options)
    app.provide(key, howlikely)
    const release = hold()
    // Vue tells plugins about unmounting since 3.5.
    if ('onUnmount' in app) app.onUnmount(release)
  },
}

/**
 * The commands, for `setup`. If the app doesn't use {@link howlikelyPlugin}, they do nothing, and the console says so.
 *
 * @example const howlikely = useHowlikely()
 */
export const useHowlikely = (): Howlikely => vue.inject(key, () => missing('howlikelyPlugin'), true)
