import { BlockList, isIP, isIPv4 } from 'node:net'

/** The proxies that are trusted to name the client. */
export interface TrustedProxies {
  isTrusted(address: string): boolean
}

export const noProxies: TrustedProxies = { isTrusted: () => false }

/** Addresses and networks, such as `10.0.0.0/8` or `::1`; or the first entry that is neither. */
export function trustedProxies(
  networks: readonly string[],
): { ok: true; proxies: TrustedProxies } | { ok: false; wrong: string } {
  const list = new BlockList()
  for (const network of networks) {
    const [address = '', bits, ...rest] = network.split('/')
    const family = familyOf(address)
    const most = family === 'ipv4' ? 32 : 128
    if (family === null || rest.length > 0) return { ok: false, wrong: network }
    if (bits === undefined) list.addAddress(address, family)
    else if (/^\d{1,3}$/.test(bits) && Number(bits) <= most) list.addSubnet(address, Number(bits), family)
    else return { ok: false, wrong: network }
  }
  return {
    ok: true,
    proxies: {
      isTrusted(connection) {
        const address = plainAddress(connection)
        const family = familyOf(address)
        return family !== null && list.check(address, family)
      },
    },
  }
}

/**
 * The client to count a request for: the connection's address or, if that is a trusted proxy's, the last address in
 * `X-Forwarded-For` that isn't. Anybody may have written what comes before it. Null if no address is known.
 */
export function clientOf(
  request: Request,
  connection: string | undefined,
  proxies: TrustedProxies,
): string | null {
  if (connection === undefined) return null
  let client = plainAddress(connection)
  const forwarded = request.headers.get('x-forwarded-for')?.split(',') ?? []
  while (proxies.isTrusted(client)) {
    const before = plainAddress(forwarded.pop() ?? '')
    if (familyOf(before) === null) break
    client = before
  }
  return networkOf(client)
}

/**
 * The client to count a connection for; null if it is a trusted proxy's, and so shared by many clients, or no longer has an
 * address.
 */
export function connectionClient(connection: string | undefined, proxies: TrustedProxies): string | null {
  return connection === undefined || proxies.isTrusted(connection)
    ? null
    : networkOf(plainAddress(connection))
}

/** An IPv4 address as such, even if a dual-stack socket reports it as IPv6; without a port. */
function plainAddress(address: string): string {
  const trimmed = address.trim()
  const bare = /^\[(.+)\](:\d+)?$/.exec(trimmed)?.[1] ?? /^([\d.]+):\d+$/.exec(trimmed)?.[1] ?? trimmed
  const mapped = /^::ffff:([\d.]+)$/i.exec(bare)?.[1] ?? ''
  return isIPv4(mapped) ? mapped : bare
}

/** One household has a whole /64 of IPv6, and may send from a new address each time. */
function networkOf(address: string): string {
  if (familyOf(address) !== 'ipv6') return address
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? []
  const groups = (text: string) => text.split(':').filter(group => group !== '')
  const before = groups(head)
  const after = tail === undefined ? [] : groups(tail)
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0')
  const all = tail === undefined ? before : [...before, ...zeros, ...after]
  return `${all
    .slice(0, 4)
    .map(group => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}

function familyOf(address: string): 'ipv4' | 'ipv6' | null {
  const version = isIP(address)
  if (version === 0) return null
  return version === 4 ? 'ipv4' : 'ipv6'
}
