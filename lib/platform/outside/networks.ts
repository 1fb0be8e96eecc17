import { lookup as lookUp } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";

/** An address of a network that this installation asks nothing of. */
export class ClosedNetwork extends Error {
  override readonly name = "ClosedNetwork";
}

/** A part of a network: `10.20.0.0/16`. */
export type Subnet = ReturnType<typeof ipaddr.parseCIDR>;

/**
 * Subnets that were typed one behind the other, with commas between.
 *
 * @throws where one is none.
 */
export function readSubnets(text: string): Subnet[] {
  return text.split(/[\s,]+/).flatMap((part) => (part === "" ? [] : [ipaddr.parseCIDR(part)]));
}

/**
 * Whether an IP address is on the public internet, or in one of the subnets that are open beside it. Loopback, private,
 * link-local and every other range of a special purpose (RFC 6890) is closed, in whatever notation it comes.
 */
export function isOpen(address: string, subnets: readonly Subnet[]): boolean {
  // IPv4 in the notation of IPv6 is what it stands for.
  const parsed = ipaddr.process(address);
  const isIn = ([network, bits]: Subnet) => network.kind() === parsed.kind() && parsed.match(network, bits);
  return parsed.range() === "unicast" || subnets.some(isIn);
}

/**
 * Looks up hosts for a connection and hands out what is open: checked are the addresses that the connection is made to, so
 * that no second answer of a name server leads elsewhere. One closed address among several closes the host.
 */
export function openLookup(subnets: readonly Subnet[]): LookupFunction {
  return (host, options, callback) => {
    lookUp(host, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, "", 4);
      if (addresses.some(({ address }) => !isOpen(address, subnets)))
        return callback(new ClosedNetwork(host) as NodeJS.ErrnoException, "", 4);
      if (options.all) return callback(null, addresses);
      const [{ address, family }] = addresses as [(typeof addresses)[number]];
      callback(null, address, family);
    });
  };
}

/** A host that is an IP address itself is looked up by nobody. */
export function isClosedLiteral(hostname: string, subnets: readonly Subnet[]): boolean {
  const host = hostname.replace(/^\[|\]$/g, "");
  return isIP(host) !== 0 && !isOpen(host, subnets);
}
