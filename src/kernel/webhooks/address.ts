import { type LookupAddress, lookup as resolve } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/** Networks nobody outside is at: this machine, its neighbours, and what is set aside (IANA's special-purpose registries). */
const inner = new BlockList()
for (const [network, bits] of [
  ...([
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
  ] as const),
  ...([
    ['172.16.0.0', 12],
    ['192.0.0.0', 24],
    ['192.0.2.0', 24],
    ['192.88.99.0', 24],
  ] as const),
  ...([
    ['192.168.0.0', 16],
    ['198.18.0.0', 15],
    ['198.51.100.0', 24],
    ['203.0.113.0', 24],
  ] as const),
  ...([
    ['224.0.0.0', 4],
    ['240.0.0.0', 4],
  ] as const),
] as const)
  inner.addSubnet(network, bits, 'ipv4')

/** Of IPv6 only what is given out to the public is outside; what wraps an IPv4 address may hide an inner one. */
const outer6 = new BlockList()
outer6.addSubnet('2000::', 3, 'ipv6')
const set_aside6 = new BlockList()
for (const [network, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  set_aside6.addSubnet(network, bits, 'ipv6')

/** True for an address within: this machine, a private or link-local network, or none at all. */
export function isInner(address: string): boolean {
  const plain = address.split('%')[0] ?? ''
  const family = isIP(plain)
  if (family === 4) return inner.check(plain, 'ipv4')
  if (family !== 6) return true
  return !outer6.check(plain, 'ipv6') || set_aside6.check(plain, 'ipv6')
}

/** Thrown, and given to the connection, for a name or number that leads inside. */
export class InnerAddress extends Error {
  readonly code = 'BYLAW_INNER_ADDRESS'
}

/** What a URL's host is called, without the brackets of IPv6. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '')

type Resolve = (
  name: string,
  options: { all: true },
  done: (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => void,
) => void

/**
 * A lookup that gives a connection no inner address. The very address looked at is the one connected to: a name that
 * answers differently the next moment gains nothing.
 */
export function outerLookup(resolveName: Resolve = resolve as Resolve): LookupFunction {
  return (name, options, done) =>
    resolveName(name, { ...options, all: true }, (error, found) => {
      if (error) return done(error, [])
      if (found.length === 0 || found.some(({ address }) => isInner(address)))
        return done(new InnerAddress(), [])
      if (options.all) return done(null, found)
      return done(null, found[0]!.address, found[0]!.family)
    })
}

/** Where a name or number leads, all of it. Throws `InnerAddress` where any of it is inside, and what DNS says. */
export async function checkOuter(url: URL, resolveName?: Resolve): Promise<void> {
  const host = hostOf(url)
  if (isIP(host) !== 0) {
    if (isInner(host)) throw new InnerAddress()
    return
  }
  await new Promise<void>((fulfil, reject) =>
    outerLookup(resolveName)(host, { all: true }, (error) => (error ? reject(error) : fulfil())),
  )
}
