import { expect, test } from 'vitest'
import { clientOf, trustedProxies } from '../../src/collector/client.ts'

const from = (connection: string, forwarded: string | null, networks: readonly string[]) => {
  const read = trustedProxies(networks)
  if (!read.ok) throw new Error(read.wrong)
  const headers = forwarded === null ? {} : { 'x-forwarded-for': forwarded }
  return clientOf(new Request('http://collector/', { headers }), connection, read.proxies)
}

test.each<[string, string, string | null, readonly string[], string]>([
  ['without a proxy, the connection', '203.0.113.7', null, [], '203.0.113.7'],
  ['a header of a stranger changes nothing', '203.0.113.7', '198.51.100.1', [], '203.0.113.7'],
  ['of a trusted proxy it is believed', '127.0.0.1', '198.51.100.1', ['127.0.0.1'], '198.51.100.1'],
  [
    'what stands before the last one anybody may have written',
    '127.0.0.1',
    '192.0.2.9, 198.51.100.1',
    ['127.0.0.1'],
    '198.51.100.1',
  ],
  [
    'a chain of proxies is followed as long as they are trusted',
    '10.0.0.3',
    '192.0.2.9, 198.51.100.1, 10.9.9.9',
    ['10.0.0.0/8'],
    '198.51.100.1',
  ],
  ['a proxy next to the network is not in it', '11.0.0.3', '198.51.100.1', ['10.0.0.0/8'], '11.0.0.3'],
  ['nonsense in the header leaves the proxy', '127.0.0.1', 'unknown', ['127.0.0.1'], '127.0.0.1'],
  ['a header that is missing does, too', '127.0.0.1', null, ['127.0.0.1'], '127.0.0.1'],
  ['IPv4 told as IPv6 is IPv4', '::ffff:127.0.0.1', '198.51.100.1:4711', ['127.0.0.1'], '198.51.100.1'],
  ['IPv6 counts by its network', '2001:db8:1:2:3:4:5:6', null, [], '2001:db8:1:2::/64'],
  ['however it is written', '2001:0db8:1::6', null, [], '2001:db8:1:0::/64'],
  ['in brackets with a port', '::1', '[2001:db8:1:2::9]:443', ['::1'], '2001:db8:1:2::/64'],
])('%s', (_case, connection, forwarded, networks, client) => {
  expect(from(connection, forwarded, networks)).toBe(client)
})

test('if no address is known, nobody is counted', () => {
  expect(clientOf(new Request('http://collector/'), undefined, { isTrusted: () => true })).toBeNull()
})

test.each(['proxy.example', '10.0.0.0/33', '::/129', '10.0.0.0/8/8', '10.0.0.0/', ''])(
  '"%s" is no network',
  network => {
    expect(trustedProxies(['127.0.0.1', network])).toEqual({ ok: false, wrong: network })
  },
)

test.each(['10.0.0.0/32', '::/128', '0.0.0.0/0'])('"%s" is one', network => {
  expect(trustedProxies([network])).toMatchObject({ ok: true })
})
