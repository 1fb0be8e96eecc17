import { Secret, TOTP } from "otpauth";

/** Seconds that one code stands for. */
const PERIOD = 30;

/** Half minutes by which the clock of a telephone may be ahead or behind. */
const DRIFT = 1;

/** What every authenticator app takes without being asked: SHA-1, six digits, half a minute (RFC 6238). */
const codesOf = (secret: string) =>
  new TOTP({ secret: Secret.fromBase32(secret), algorithm: "SHA1", digits: 6, period: PERIOD });

/** A new secret of 160 bits, in Base32 as people type it. */
export function newCodeSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** The address that a QR code holds: an app that reads it shows codes under the names of the site and the person. */
export function addressOfCodes(secret: string, { issuer, username }: { issuer: string; username: string }): string {
  return new TOTP({ issuer, label: username, secret: Secret.fromBase32(secret), period: PERIOD }).toString();
}

/**
 * The number of the half minute whose code this is; `null` for every other code. The one before and the one after count
 * as well, for clocks that differ.
 */
export function stepOfCode(secret: string, code: string, at: Date): number | null {
  const timestamp = at.getTime();
  const delta = codesOf(secret).validate({ token: code, timestamp, window: DRIFT });
  return delta === null ? null : Math.floor(timestamp / 1000 / PERIOD) + delta;
}

/** The code of a moment, as an app shows it. */
export function codeAt(secret: string, at: Date): string {
  return codesOf(secret).generate({ timestamp: at.getTime() });
}
