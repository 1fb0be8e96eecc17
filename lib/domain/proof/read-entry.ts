import {
  MANIFEST_FORMAT,
  PROOF_FORMAT,
  PROOF_VERSION,
  type ProofEntry,
  type ProofLine,
  type PublicKey,
  type SignedManifest,
} from "./entry";

type Shape = (value: unknown) => boolean;

const text: Shape = (value) => typeof value === "string";
const hash: Shape = (value) => typeof value === "string" && /^[0-9a-f]{64}$/.test(value);
const whole: Shape = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const moment: Shape = (value) =>
  typeof value === "string" &&
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) &&
  !Number.isNaN(Date.parse(value));
const exactly =
  (...allowed: unknown[]): Shape =>
  (value) =>
    allowed.includes(value);
const or =
  (first: Shape, second: Shape): Shape =>
  (value) =>
    first(value) || second(value);
const list =
  (of: Shape): Shape =>
  (value) =>
    Array.isArray(value) && value.every(of);
/** An object that has these members, and perhaps others. */
const object =
  (members: Record<string, Shape>): Shape =>
  (value) =>
    typeof value === "object" &&
    value !== null &&
    Object.entries(members).every(
      ([name, shape]) => Object.hasOwn(value, name) && shape((value as Record<string, unknown>)[name]),
    );

const named = object({ code: text, name: text });
const key = object({
  crv: exactly("Ed25519"),
  kty: exactly("OKP"),
  x: (value) => typeof value === "string" && /^[A-Za-z0-9_-]{43}$/.test(value),
});
const basis = {
  format: exactly(PROOF_FORMAT),
  formatVersion: exactly(PROOF_VERSION),
  district: named,
  entry: whole,
  previous: or(hash, exactly("")),
  madeAt: moment,
  key: hash,
};
const manifest = object({
  ...basis,
  kind: exactly("publication"),
  revision: whole,
  publication: object({
    sequence: whole,
    scope: exactly("unit", "department"),
    unit: named,
    year: whole,
    number: whole,
    correctionReason: or(text, exactly(null)),
    approvedAt: or(moment, exactly(null)),
    publishedAt: moment,
    snapshot: object({ bytes: whole, sha256: hash }),
    previousHash: or(hash, exactly("")),
    chainHash: hash,
  }),
  files: list(object({ format: text, name: text, bytes: whole, sha256: hash, madeAt: moment })),
  pages: list(object({ path: text, bytes: whole, sha256: hash })),
});
const keyEntry = object({ ...basis, kind: exactly("key"), introduces: key, lost: or(text, exactly(null)) });

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** The entry that a text is; `null` where it is none, or one of a form that this program does not know. */
export function readEntry(json: string): ProofEntry | null {
  const value = parsed(json);
  return manifest(value) || keyEntry(value) ? (value as ProofEntry) : null;
}

const line = {
  entry: whole,
  hash: text,
  signature: text,
  text,
};

/** A line of a log as an installation gives it out; `null` for anything else. */
export function readLine(value: unknown): ProofLine | null {
  return object(line)(value) ? (value as ProofLine) : null;
}

/** A manifest as a file; `null` for anything else. */
export function readSignedManifest(json: string): SignedManifest | null {
  const value = parsed(json);
  return object({ format: exactly(MANIFEST_FORMAT), publicKey: key, ...line })(value)
    ? (value as SignedManifest)
    : null;
}

/** A public key as an installation names it; `null` for anything else. */
export function readPublicKey(value: unknown): PublicKey | null {
  return key(value) ? (value as PublicKey) : null;
}
