import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const main = fileURLToPath(new URL('../../demo/main.ts', import.meta.url))

/** Runs the demo's entry to its end. */
function run(environment: Record<string, string>): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [main], { env: { ...process.env, ...environment } })
  let said = ''
  child.stderr.on('data', (piece: Buffer) => {
    said += piece.toString()
  })
  return new Promise(resolve => child.once('close', code => resolve({ code, said })))
}

test('a port that is taken ends it with a sentence', async () => {
  const blocker = createServer()
  await new Promise<void>(resolve => blocker.listen(0, resolve))
  const address = blocker.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0

  const { code, said } = await run({ PORT: String(port) })
  blocker.close()

  expect(code).toBe(1)
  expect(said).toBe(`Port ${port} is taken by another program. Choose another with PORT=… .\n`)
})

test.each([
  ['PORT', '0', 'PORT must be a number from 1 to 65535, not "0".'],
  ['PORT', 'http', 'PORT must be a number from 1 to 65535, not "http".'],
  ['WIDGET', '/howlikely.js', 'WIDGET must be a whole address that starts with http:// or https://'],
  [
    'ENDPOINT',
    'javascript:alert(1)',
    'ENDPOINT must be a whole address that starts with http:// or https://',
  ],
])('%s=%s ends it with a sentence', async (name, value, sentence) => {
  const { code, said } = await run({ [name]: value })

  expect(code).toBe(1)
  expect(said).toContain(sentence)
  expect(said).not.toContain('    at ')
})
