import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { expect, onTestFinished, test } from 'vitest'
import { createMail } from '../../../src/collector/alerts/mail-out.ts'
import { mailText } from '../../../src/collector/alerts/mail-text.ts'
import { aResponse } from '../a-response.ts'

interface Received {
  from: string
  to: string[]
  text: string
}

/** A real mail server of the test's own. */
async function mailServer(options: ConstructorParameters<typeof SMTPServer>[0] = {}) {
  const received: Received[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    ...options,
    onData(stream, { envelope: { mailFrom, rcptTo } }, done) {
      const chunks: Buffer[] = []
      stream.on('data', chunk => chunks.push(chunk))
      stream.on('end', () => {
        received.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          text: Buffer.concat(chunks).toString(),
        })
        done()
      })
    },
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => new Promise<void>(resolve => server.close(resolve)))
  // A TCP server's address is an object.
  const { port } = server.server.address() as AddressInfo
  return { received, url: `smtp://127.0.0.1:${port}` }
}

const from = 'nps@shop.example'
const mail = {
  ...mailText({
    kind: 'alert',
    rule: { id: 'r', name: 'Low' },
    answer: { record: aResponse({ score: 2, reason: 'Späte <b>Lieferung</b>' }), survey: 'checkout' },
    link: null,
  }),
  to: 'care@shop.example',
  key: '0123456789abcdef',
}

test('a mail arrives at a real server: from us, to one address, as text and as HTML, with its key', async () => {
  const { received, url } = await mailServer()

  expect(await createMail({ smtpUrl: url, from })(mail)).toEqual({ ok: true, status: 250 })

  const [{ text, ...envelope } = { text: '' }] = received
  expect(envelope).toEqual({ from, to: ['care@shop.example'] })
  expect(text).toMatch(/^From: howlikely <nps@shop\.example>/m)
  expect(text).toMatch(/^To: care@shop\.example/m)
  expect(text).toMatch(/^Message-ID: <0123456789abcdef@shop\.example>/m)
  expect(text).toMatch(/^Idempotency-Key: 0123456789abcdef/m)
  expect(text).toMatch(/^Content-Type: multipart\/alternative/m)
  expect(text).toContain('Content-Type: text/html; charset=utf-8')
  expect(text).toContain('&lt;b&gt;')
})

test('a subject that somebody has filled with headers stays a subject', async () => {
  const { received, url } = await mailServer()
  const subject = 'Low\r\nBcc: everybody@shop.example'

  await createMail({ smtpUrl: url, from })({ ...mail, subject })

  expect(received[0]?.to).toEqual(['care@shop.example'])
  expect(received[0]?.text).not.toMatch(/^Bcc:/m)
})

test('a refusal, a wrong password and a missing server are told apart', async () => {
  const { url } = await mailServer({ onRcptTo: (_, __, done) => done(new Error('No such mailbox')) })
  expect(await createMail({ smtpUrl: url, from })(mail)).toEqual({
    ok: false,
    status: 550,
    problem: 'mail-refused',
  })

  const closed = await mailServer({ authOptional: false, onAuth: (_, __, done) => done(new Error('Wrong')) })
  const signedIn = closed.url.replace('smtp://', 'smtp://user:wrong@')
  expect(await createMail({ smtpUrl: signedIn, from })(mail)).toMatchObject({
    ok: false,
    problem: 'mail-login',
  })

  expect(await createMail({ smtpUrl: 'smtp://127.0.0.1:1', from })(mail)).toMatchObject({
    ok: false,
    status: null,
    problem: 'no-connection',
  })
})
