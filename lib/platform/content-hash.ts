import { createHash } from "node:crypto";
import canonicalize from "canonicalize";

/**
 * SHA-256 (hex) of the RFC 8785 form of a JSON value: the same for every reader that can canonicalise JSON. What stands
 * in published hashes depends on it; content-hash.test.ts pins the form by the vectors of the standard.
 *
 * @throws TypeError when there is no such form: no JSON value, a number that is not finite.
 */
export function hashOf(value: unknown): string {
  return createHash("sha256").update(canonicalForm(value), "utf8").digest("hex");
}

/** The RFC 8785 form itself. */
export function canonicalForm(value: unknown): string {
  let canonical: string | undefined;
  try {
    canonical = canonicalize(value);
  } catch (cause) {
    throw new TypeError("not a JSON value", { cause });
  }
  if (canonical === undefined) throw new TypeError("not a JSON value");
  return canonical;
}
