import type { ResponseRecord } from '../../src/protocol/response.ts'
import { createDice, type Dice } from '../faults/dice.ts'
import { spoiled, strangeRecord, strangeRevision } from './strange-record.ts'

/** One request over HTTP, as it goes out. */
export interface Message {
  method: string
  path: string
  headers: Record<string, string>
  body?: string | Uint8Array
}

/** The messages of a try, one after the other, and the responses that would be stored if all were accepted. */
export interface Try {
  kind: string
  messages: Message[]
  records: readonly ResponseRecord[]
}

export interface Known {
  /** The operator's token. */
  token: string
  /** The one origin that may send. */
  origin: string
}

const json = 'application/json'
const form = 'application/x-www-form-urlencoded'

/** Bytes; what `POST /responses` takes at most. */
const longest = 32 * 1024

const respond = (body: string | Uint8Array, headers: Record<string, string> = {}): Message => ({
  method: 'POST',
  path: '/responses',
  headers: { 'content-type': 'text/plain;charset=UTF-8', ...headers },
  body,
})

const bytes = (dice: Dice, most: number) =>
  Uint8Array.from({ length: dice.between(0, most) }, () => dice.between(0, 255))

/** Every kind of try, with its weight. */
const kinds: Record<string, { weight: number; make: (dice: Dice, known: Known) => Omit<Try, 'kind'> }> = {
  'as it should be, with strange contents': {
    weight: 20,
    make(dice, { origin }) {
      const record = strangeRecord(dice)
      const text = JSON.stringify(record)
      const message = dice.pick([
        respond(text),
        respond(text, { origin }),
        respond(text, { 'content-type': `${json}; charset=utf-8` }),
        respond(`${new URLSearchParams({ response: text })}`, { 'content-type': form }),
      ])
      return { messages: [message], records: [record] }
    },
  },
  'replays, and revisions out of order': {
    weight: 10,
    make(dice) {
      const first = strangeRecord(dice)
      const records = Array.from({ length: dice.between(2, 5) }, () => strangeRevision(dice, first))
      const twice = dice.chance(0.5) ? [...records, ...records] : records
      return { messages: twice.map(record => respond(JSON.stringify(record))), records: twice }
    },
  },
  'one thing wrong with it': {
    weight: 25,
    make: dice => ({ messages: [respond(spoiled(dice, strangeRecord(dice)))], records: [] }),
  },
  'broken JSON and raw bytes': {
    weight: 12,
    make(dice) {
      const text = JSON.stringify(strangeRecord(dice))
      const at = dice.between(0, text.length)
      const body = dice.pick<string | Uint8Array>([
        text.slice(0, at),
        `${text.slice(0, at)}${dice.pick(['\0', '"', '}', ',', '\ud800', 'Infinity'])}${text.slice(at)}`,
        `\ufeff${text}`,
        `${text}${text}`,
        '['.repeat(dice.between(1, 30_000)),
        '{"a":'.repeat(dice.between(1, 6000)),
        'null',
        bytes(dice, 2000),
      ])
      return { messages: [respond(body)], records: [] }
    },
  },
  'another content type': {
    weight: 6,
    make(dice) {
      const text = JSON.stringify(strangeRecord(dice))
      const type = dice.pick([
        'text/xml',
        'multipart/form-data',
        'application/json5',
        '',
        ';',
        'a'.repeat(2000),
      ])
      const message = dice.pick([
        respond(text, { 'content-type': type }),
        respond(text, { 'content-encoding': dice.pick(['gzip', 'br', 'identity, gzip']) }),
        respond('answer=1', { 'content-type': form }),
        respond(`response=${'%'.repeat(dice.between(1, 50))}`, { 'content-type': form }),
      ])
      return { messages: [message], records: [] }
    },
  },
  'as long as it may be, and longer': {
    weight: 4,
    make(dice) {
      const record = strangeRecord(dice)
      const text = JSON.stringify(record)
      const fill = (length: number) =>
        text.replace('{', `{"fill":"${'x'.repeat(length - Buffer.byteLength(text) - 10)}",`)
      if (dice.chance(0.3)) return { messages: [respond(fill(longest))], records: [record] }
      const over = dice.pick([fill(longest + 1), fill(longest * dice.between(2, 60))])
      return { messages: [respond(over)], records: [] }
    },
  },
  'another method': {
    weight: 3,
    make: dice => ({
      messages: [
        {
          method: dice.pick(['GET', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS', 'PROPFIND']),
          path: '/responses',
          headers: { origin: dice.pick(['https://evil.example', 'null', 'https://shop.example']) },
        },
      ],
      records: [],
    }),
  },
  'another origin': {
    weight: 3,
    make: dice => ({
      messages: [
        respond(JSON.stringify(strangeRecord(dice)), {
          origin: dice.pick([
            'https://evil.example',
            'null',
            'https://shop.example.evil.example',
            'http://shop.example',
            'https://shop.example:444',
            'javascript:alert(1)',
          ]),
        }),
      ],
      records: [],
    }),
  },
  'a path that leads elsewhere': {
    weight: 6,
    make: dice => ({
      messages: [
        {
          method: dice.pick(['GET', 'GET', 'POST']),
          path: dice.pick([
            '/../data/token',
            '/..%2f..%2fdata%2ftoken',
            '/%2e%2e/%2e%2e/etc/passwd',
            '/locales/..%2f..%2f..%2fpackage.json',
            '/locales/../../../package.json',
            '/token',
            '/howlikely.sqlite',
            '/%00',
            '/howlikely.js%00.png',
            '//responses',
            '/responses/',
            '/RESPONSES',
            '/responses%2f',
            '/\\..\\..\\windows',
            '/%ff%fe',
            '/%',
            `/${'a'.repeat(8000)}.js`,
            '/__proto__',
            '/constructor.js',
            '*',
            'http://evil.example/responses',
          ]),
          headers: { 'content-type': json },
        },
      ],
      records: [],
    }),
  },
  'the operator’s door': {
    weight: 6,
    make(dice, { token }) {
      const wrong = dice.pick(['wrong', `${token}x`, token.slice(1), '', '\t', 'x'.repeat(4000)])
      const cookie = dice.pick(['howlikely-session=9999999999.x', 'howlikely-session=', 'a=b; '.repeat(500)])
      return {
        messages: [
          dice.pick<Message>([
            { method: 'GET', path: '/api/report', headers: { authorization: `Bearer ${wrong}` } },
            { method: 'GET', path: '/report', headers: { cookie } },
            { method: 'GET', path: '/api/responses?format=csv', headers: { cookie } },
            { method: 'POST', path: '/login', headers: { 'content-type': form }, body: `token=${wrong}` },
            { method: 'POST', path: '/login', headers: { 'content-type': form }, body: bytes(dice, 9000) },
            {
              method: 'POST',
              path: '/login',
              headers: { origin: 'https://evil.example' },
              body: `token=${token}`,
            },
            { method: 'POST', path: '/api/person/erase', headers: { cookie }, body: 'by=ref&value=A-1' },
          ]),
        ],
        records: [],
      }
    },
  },
  'what the operator types': {
    weight: 5,
    make(dice, { token }) {
      const headers = { authorization: `Bearer ${token}`, 'content-type': form }
      const odd = encodeURIComponent(
        dice.pick(["' or '1'='1", '%00', '\0', '__proto__', '"); drop table response; --', 'x'.repeat(2000)]),
      )
      return {
        messages: [
          dice.pick<Message>([
            {
              method: 'GET',
              path: `/report/reasons?site=${odd}&survey=${odd}&kind=${odd}&after=${odd}`,
              headers,
            },
            { method: 'GET', path: `/api/responses?format=${odd}&site=${odd}`, headers },
            { method: 'GET', path: `/api/responses?format=csv&site=${odd}&survey=${odd}`, headers },
            { method: 'POST', path: '/api/person/export', headers, body: `by=${odd}&value=${odd}` },
            { method: 'POST', path: '/api/person/export', headers, body: `by=email&value=${odd}` },
            { method: 'POST', path: '/report/person', headers, body: bytes(dice, 300) },
            {
              method: 'POST',
              path: '/api/person/erase',
              headers: { ...headers, 'content-type': json },
              body: '['.repeat(5000),
            },
            { method: 'POST', path: '/api/person/erase', headers, body: `by=id&value=${odd}` },
          ]),
        ],
        records: [],
      }
    },
  },
}

/** The try of that number: the same for the same seed, whatever came before. */
export function makeTry(seed: number, number: number, known: Known): Try {
  const dice = createDice(seed * 1_000_003 + number)
  const all = Object.entries(kinds)
  let left = dice.between(
    1,
    all.reduce((sum, [, { weight }]) => sum + weight, 0),
  )
  for (const [kind, { weight, make }] of all) {
    left -= weight
    if (left <= 0) return { kind, ...make(dice, known) }
  }
  throw new Error('The weights have a sum.')
}

/** A flood from one client: more than the limit, at once. */
export function makeFlood(seed: number, messages: number): Try {
  const dice = createDice(seed)
  const records = Array.from({ length: messages }, () => strangeRecord(dice))
  return {
    kind: 'a flood from one client',
    messages: records.map(record => respond(JSON.stringify(record))),
    records,
  }
}
