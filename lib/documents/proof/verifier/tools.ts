import { hashes, verify } from "@noble/ed25519";
import { sha256, sha512 } from "@noble/hashes/sha2.js";
import type { ProofTools } from "@/lib/domain/proof/entry";

hashes.sha512 = (message) => sha512(message);

const hex = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
}

/**
 * Hashes and signatures in plain JavaScript: browsers give theirs to pages of https only, and those of government desks
 * are often years old.
 */
export const browserTools: ProofTools = {
  sha256: (bytes) => hex(sha256(bytes)),
  verifies: (key, signature, bytes) => {
    try {
      return verify(fromBase64(signature), bytes, fromBase64(key.x), { zip215: false });
    } catch {
      return false;
    }
  },
};

/** The same hash of what comes in pieces. */
export function hashing(): { update(bytes: Uint8Array): void; digest(): string } {
  const hash = sha256.create();
  return { update: (bytes) => void hash.update(bytes), digest: () => hex(hash.digest()) };
}
