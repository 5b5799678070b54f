import type { Reporter, TestModule } from 'vitest/node'

/** Names the tests that passed only when they were tried once more: each is a fault of the product or of the test, and to be found. */
// biome-ignore lint/style/noDefaultExport: Vitest asks for it
export default class SecondTries implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const names = modules.flatMap(module =>
      [...module.children.allTests()]
        .filter(test => test.diagnostic()?.flaky)
        .map(test => `  ${module.project.name}: ${module.relativeModuleId} > ${test.fullName}`),
    )
    if (names.length > 0) console.log(`\nPassed at the second try only:\n${names.join('\n')}\n`)
  }
}
