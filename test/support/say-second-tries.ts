import type { Reporter, TestModule } from 'vitest/node'

/** Names the tests that passed only when they were tried again: what is unsteady is mended, not hidden. */
export default class SaySecondTries implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const unsteady = modules.flatMap(file =>
      [...file.children.allTests()]
        .filter(test => test.diagnostic()?.flaky)
        .map(test => {
          const [error] = test.result().errors ?? []
          return `  ${file.relativeModuleId} > ${test.fullName}\n    ${error?.message.split('\n')[0] ?? ''}`
        }),
    )
    if (unsteady.length > 0) console.log(`\nPassed at the second try only:\n${unsteady.join('\n')}`)
  }
}
