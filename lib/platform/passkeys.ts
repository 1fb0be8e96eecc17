import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
} from "@simplewebauthn/server";
import { isIP } from "node:net";
import { addressFor } from "@/lib/platform/site-address";

export type { PublicKeyCredentialCreationOptionsJSON, PublicKeyCredentialRequestOptionsJSON };

/** The site that a passkey is for: it works there and nowhere else, which is why it cannot be given away. */
export interface PasskeySite {
  /** The name of the host, without its port. */
  host: string;
  origin: string;
}

/** The public half of a passkey, as it is stored. */
export interface PublicPasskey {
  credentialId: string;
  publicKey: Uint8Array<ArrayBuffer>;
  counter: number;
  transports: string[];
}

/**
 * The site as the person's browser calls it; `null` where browsers make no passkeys: at a bare address, and without
 * https but for the own machine.
 */
export function passkeySite(given: Pick<Headers, "get">): PasskeySite | null {
  const { hostname, origin, protocol } = new URL(addressFor(given, "/"));
  if (isIP(hostname.replace(/^\[|\]$/g, "")) !== 0) return null;
  return protocol === "https:" || hostname === "localhost" ? { host: hostname, origin } : null;
}

/** What a browser needs to make a passkey; those that the person has are not made a second time. */
export function askForNewPasskey(
  { host }: PasskeySite,
  person: { id: string; username: string; name: string },
  existing: readonly PublicPasskey[],
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  return generateRegistrationOptions({
    rpName: "明账",
    rpID: host,
    userID: new TextEncoder().encode(person.id),
    userName: person.username,
    userDisplayName: person.name,
    attestationType: "none",
    excludeCredentials: existing.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
    authenticatorSelection: { residentKey: "discouraged", userVerification: "preferred" },
  });
}

/** The passkey that a browser has made; `null` where its answer is not one to this challenge on this site. */
export async function newPasskey(
  { host, origin }: PasskeySite,
  response: unknown,
  challenge: string,
): Promise<PublicPasskey | null> {
  const verified = await verifyRegistrationResponse({
    // What is no such answer is refused by the library, which reads it piece by piece.
    response: response as RegistrationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: host,
    requireUserVerification: false,
  }).catch(() => null);
  if (!verified?.verified) return null;
  const { id, publicKey, counter, transports = [] } = verified.registrationInfo.credential;
  return { credentialId: id, publicKey: new Uint8Array(publicKey), counter, transports };
}

/** What a browser needs to show one of a person's passkeys. */
export function askForPasskey(
  { host }: PasskeySite,
  existing: readonly PublicPasskey[],
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  return generateAuthenticationOptions({
    rpID: host,
    allowCredentials: existing.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
    userVerification: "preferred",
  });
}

/**
 * How often the passkey was used by its own counting; `null` where the answer is not one to this challenge on this site
 * with this key, or the key counts less than it did: then there are two of it.
 */
export async function usesOfPasskey(
  { host, origin }: PasskeySite,
  response: unknown,
  challenge: string,
  { credentialId, publicKey, counter, transports }: PublicPasskey,
): Promise<number | null> {
  const verified = await verifyAuthenticationResponse({
    response: response as AuthenticationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: host,
    credential: { id: credentialId, publicKey, counter, transports },
    requireUserVerification: false,
  }).catch(() => null);
  return verified?.verified ? verified.authenticationInfo.newCounter : null;
}
