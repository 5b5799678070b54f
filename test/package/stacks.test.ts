import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { filesOfApp } from '../docs/pages.ts'
import { type RunningCollector, startCollector } from '../support/collector.ts'
import { enginesFor, openPage, sharedBrowser } from '../support/engines.ts'
import type { Project } from '../support/installed.ts'
import { listen } from '../support/site.ts'
import { buildsStacks, createStackProject, runIn, serveIn } from '../support/stacks.ts'
import { answer, expectAsked } from '../support/visitor.ts'

/** Longer than any of their builds takes on a busy machine, in milliseconds. */
const longest = 240_000

describe.skipIf(!buildsStacks)('built by its own program', { timeout: longest }, () => {
  let collector: RunningCollector
  const projects: Project[] = []
  const stops: (() => Promise<unknown>)[] = []

  beforeAll(async () => {
    collector = await startCollector()
  })
  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop()
    for (const project of projects.splice(0)) project.remove()
  })
  afterAll(() => collector.stop())

  /** A project with the files in a section of docs/frameworks.md, set so that a driven browser is asked at once. */
  function projectOf(section: string, place = ''): Project {
    const project = createStackProject()
    projects.push(project)
    for (const [file, code] of Object.entries(filesOfApp(section)))
      project.write(
        place + file,
        code
          .replace("'https://answers.example/responses'", `'${collector.url}/responses'`)
          .replace("company: 'Your Shop'", "automation: 'ask', delay: '0s'"),
      )
    return project
  }

  /** Buys, answers, and waits until the answer is at the collector. */
  async function expectAnswered(page: Page): Promise<void> {
    const before = collector.responses().length
    await page.getByRole('button', { name: 'Buy' }).click()
    await expectAsked(page)
    expect(await page.locator('how-likely-panel').count()).toBe(1)
    await answer(page, 9, 'Fast delivery')
    await expect.poll(() => collector.responses().length).toBe(before + 1)
    expect(collector.responses().filter(({ score }) => score === 9)).toContainEqual(
      expect.objectContaining({
        reason: 'Fast delivery',
        trigger: expect.objectContaining({ ref: 'A-1042' }),
      }),
    )
  }

  test('an app of Next.js is drawn by its server, which does nothing else; it asks, and its answer arrives', async () => {
    const project = projectOf('Next.js')
    project.write(
      'next.config.mjs',
      `import { join } from 'node:path'
       export default { turbopack: { root: join(import.meta.dirname, '../..') } }`,
    )
    project.write('app/icon.svg', '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"></svg>')
    // Once more, drawn at each request, and with the element.
    project.write(
      'app/drawn/page.jsx',
      `import { Buy } from '../Buy.jsx'
       import 'howlikely/element'
       export const dynamic = 'force-dynamic'
       export default () => <main><how-likely></how-likely><Buy /></main>`,
    )
    const built = runIn(project, 'next', 'build')
    expect(built).toMatch(/○ \/\n[\s\S]*ƒ \/drawn\n/)
    expect(built).not.toMatch(/warn|error|howlikely/i)
    const server = await serveIn(project, 'next', 'start', '--port', '0')
    stops.push(server.stop)

    for (const engine of enginesFor('stacks'))
      for (const path of ['/', '/drawn']) {
        const html = await (await fetch(server.url + path)).text()
        expect(html).toContain('Buy</button>')
        const context = await (await sharedBrowser(engine)).newContext({ locale: 'en' })
        stops.push(() => context.close())
        const { page, watch } = await openPage(context)
        await page.goto(server.url + path)
        await expectAnswered(page)
        expect(watch.console).toEqual([])
      }
    expect(server.output()).not.toMatch(/warn|error|⨯|howlikely/i)
  })

  test('an app of Angular asks, and its answer arrives', async () => {
    const project = projectOf('Angular', 'src/')
    const build = {
      builder: '@angular/build:application',
      options: {
        browser: 'src/main.ts',
        index: 'src/index.html',
        outputPath: 'dist',
        tsConfig: 'tsconfig.json',
      },
    }
    const app = { projectType: 'application', root: '', sourceRoot: 'src', architect: { build } }
    project.write('angular.json', JSON.stringify({ version: 1, projects: { app } }))
    project.write(
      'tsconfig.json',
      JSON.stringify({
        compilerOptions: { target: 'es2022', module: 'preserve', strict: true, types: [] },
        files: ['src/main.ts'],
      }),
    )
    project.write(
      'src/index.html',
      '<!doctype html><html lang="en"><head><title>Shop</title><base href="/"><link rel="icon" href="data:,"></head><body><app-shop></app-shop></body></html>',
    )
    expect(runIn(project, 'ng', 'build')).not.toMatch(/warning/i)
    const folder = join(project.folder, 'dist/browser')
    const files = readdirSync(folder)
    const served = await listen(request => {
      const name = new URL(request.url).pathname.slice(1)
      const file = files.includes(name) ? name : 'index.html'
      const type = file.endsWith('.js') ? 'text/javascript' : 'text/html'
      return new Response(readFileSync(join(folder, file)), {
        headers: { 'content-type': `${type}; charset=utf-8` },
      })
    })
    stops.push(served.stop)

    for (const engine of enginesFor('stacks')) {
      const context = await (await sharedBrowser(engine)).newContext({ locale: 'en' })
      stops.push(() => context.close())
      const { page, watch } = await openPage(context)
      await page.goto(served.url)
      await expectAnswered(page)
      await page.getByText('You gave us 9.').waitFor()
      expect(watch.console).toEqual([])
    }
  })
})
