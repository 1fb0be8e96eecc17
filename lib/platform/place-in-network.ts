import ipaddr from "ipaddr.js";

/** One place in the network: whoever has one address of IPv6 has all that share its first 64 bits, and takes another each time. */
export function placeInNetwork(address: string): string {
  if (!ipaddr.IPv6.isValid(address)) return address;
  return `${ipaddr.IPv6.parse(address)
    .parts.slice(0, 4)
    .map((part) => part.toString(16))
    .join(":")}::/64`;
}

/** Whether an address is of this machine: whoever stands behind it is not known, a proxy that nobody told of perhaps. */
export function isOfThisMachine(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === "loopback";
}
