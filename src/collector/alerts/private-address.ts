import { BlockList, isIP } from 'node:net'

/**
 * Networks to which no message is sent unless the operator allows it: this machine, its local network, and ranges that
 * belong to nobody.
 */
const closed = new BlockList()
for (const network of [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
]) {
  const [address = '', bits] = network.split('/')
  closed.addSubnet(address, Number(bits), 'ipv4')
}

/** In IPv6 only globally assigned addresses are open, except those that embed another address or are reserved for examples. */
const open = new BlockList()
open.addSubnet('2000::', 3, 'ipv6')
for (const [address, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const) {
  closed.addSubnet(address, bits, 'ipv6')
}

/** Whether an address is one that a manager may not make the collector talk to. Anything that is no address is private. */
export function isPrivateAddress(address: string): boolean {
  const plain = (address.replace(/^\[|\]$/g, '').split('%')[0] ?? '').toLowerCase()
  const family = isIP(plain)
  if (family === 4) return closed.check(plain, 'ipv4')
  if (family !== 6) return true
  // An IPv4 address may be written as an IPv6 address, and is still the same.
  const mapped = embedded(plain)
  if (mapped !== null) return closed.check(mapped, 'ipv4')
  return !open.check(plain, 'ipv6') || closed.check(plain, 'ipv6')
}

/** The IPv4 address in `::ffff:…`, or in NAT64's `64:ff9b::…`, however it is written; null if there is none. */
function embedded(address: string): string | null {
  // Node's own URL parser normalises the spelling.
  const spelled = new URL(`http://[${address}]`).hostname.slice(1, -1)
  const [, high, low] = /^(?:::ffff:|64:ff9b::)([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(spelled) ?? []
  if (high === undefined || low === undefined) return null
  const [one, other] = [Number.parseInt(high, 16), Number.parseInt(low, 16)]
  return [one >> 8, one & 0xff, other >> 8, other & 0xff].join('.')
}

/** Whether a URL's host is forbidden by itself, before it is resolved. */
export function isPrivateHost(hostname: string): boolean {
  const name = hostname
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase()
  if (isIP(name) !== 0) return isPrivateAddress(name)
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    name.endsWith('.local') ||
    name.endsWith('.internal') ||
    !name.includes('.')
  )
}
