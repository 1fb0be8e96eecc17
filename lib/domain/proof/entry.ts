import type { ReportScope } from "../words/report-identity";

/** An Ed25519 key as others read it: a JSON Web Key (RFC 8037) with nothing beside. */
export interface PublicKey {
  crv: "Ed25519";
  kty: "OKP";
  /** 32 bytes, base64url. */
  x: string;
}

/** What a verifier needs from where it runs: Node's own functions, or those of a library in a browser. */
export interface ProofTools {
  /** Hex. */
  sha256(bytes: Uint8Array): string;
  /** Whether a signature (base64) is that of the key over the bytes. */
  verifies(key: PublicKey, signature: string, bytes: Uint8Array): boolean;
}

/** A file of a publication: its name when it is downloaded, its length, its SHA-256 (hex), when it was made (ISO 8601). */
export interface CoveredFile {
  format: string;
  name: string;
  bytes: number;
  sha256: string;
  madeAt: string;
}

/**
 * A page that is served as a file: its address on the site, length and SHA-256 of its HTML. While servers of two releases
 * run beside each other, one address has a page of each.
 */
export interface CoveredPage {
  path: string;
  bytes: number;
  sha256: string;
}

/** What never changes of a publication. Moments are ISO 8601 in UTC, hashes SHA-256 in hex. */
export interface PublicationFacts {
  sequence: number;
  scope: ReportScope;
  unit: { code: string; name: string };
  year: number;
  number: number;
  correctionReason: string | null;
  approvedAt: string | null;
  publishedAt: string;
  /** The RFC 8785 form of what was published; `sha256` is its content hash. */
  snapshot: { bytes: number; sha256: string };
  /** Of the chain of publications: the hash of the link before (empty for the first), and of this one. */
  previousHash: string;
  chainHash: string;
}

interface EntryBasis {
  format: typeof PROOF_FORMAT;
  formatVersion: typeof PROOF_VERSION;
  district: { code: string; name: string };
  /** Place in the log, from 1 without gaps. */
  entry: number;
  /** SHA-256 of the text of the entry before; empty for the first. */
  previous: string;
  madeAt: string;
  /** Id of the key that signs this entry. */
  key: string;
}

/** The manifest of a publication: the newest revision counts. */
export interface Manifest extends EntryBasis {
  kind: "publication";
  /** From 1, one more with every further file or changed page. */
  revision: number;
  publication: PublicationFacts;
  files: CoveredFile[];
  pages: CoveredPage[];
}

/** A key that signs from the next entry on; the first entry of a log introduces the first one, which signs it itself. */
export interface KeyEntry extends EntryBasis {
  kind: "key";
  introduces: PublicKey;
  /** `null`: signed by the key before. Otherwise that key was lost, the new one signs itself, and this is why. */
  lost: string | null;
}

export type ProofEntry = Manifest | KeyEntry;

export const PROOF_FORMAT = "mingzhang.proof";
/** Raised when the meaning of an entry changes; entries keep theirs for ever. */
export const PROOF_VERSION = 1;

/** An entry as it is given out: its exact text is what is hashed and signed. */
export interface ProofLine {
  entry: number;
  /** SHA-256 of the text in UTF-8, hex. */
  hash: string;
  /** Ed25519 over the text in UTF-8, base64. */
  signature: string;
  /** RFC 8785 form of a `ProofEntry`. */
  text: string;
}

/** An entry as a file by itself: with the key that it was signed with. */
export interface SignedManifest extends ProofLine {
  format: typeof MANIFEST_FORMAT;
  publicKey: PublicKey;
}

export const MANIFEST_FORMAT = "mingzhang.signed-manifest";

const utf8 = new TextEncoder();

export const bytesOf = (text: string): Uint8Array => utf8.encode(text);

/** The id of a key: its JWK thumbprint (RFC 7638), in hex. */
export function keyIdOf({ x }: PublicKey, { sha256 }: Pick<ProofTools, "sha256">): string {
  return sha256(bytesOf(JSON.stringify({ crv: "Ed25519", kty: "OKP", x })));
}

/** The hash of a link of the chain of publications: over the RFC 8785 form of these three. */
export function linkHashOf(
  link: { sequence: number; previousHash: string; snapshot: { sha256: string } },
  { sha256 }: Pick<ProofTools, "sha256">,
): string {
  const { sequence, previousHash, snapshot } = link;
  return sha256(bytesOf(JSON.stringify({ contentHash: snapshot.sha256, previousHash, sequence })));
}

/** What a file of a publication is called when it is downloaded. */
export function fileNameOf(
  { unit, year, number }: { unit: { code: string }; year: number; number: number },
  format: string,
): string {
  return `${unit.code}-${year}-v${number}.${format}`;
}

/** 101001 区政府办公室本级 2021年度第 2 版（公开第 17 号） */
export function nameOf({
  unit,
  year,
  number,
  sequence,
}: Pick<PublicationFacts, "unit" | "year" | "number" | "sequence">): string {
  return `${unit.code} ${unit.name} ${year}年度第 ${number} 版（公开第 ${sequence} 号）`;
}
