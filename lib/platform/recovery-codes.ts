import { createHash, randomInt } from "node:crypto";

// Without characters that are mistaken for each other when read from paper.
const ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz";
const LENGTH = 24;
const COUNT = 10;

/** Ten codes to keep on paper, about 118 bits each, in groups of four. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: COUNT }, () =>
    Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)])
      .join("")
      .match(/.{4}/g)!
      .join("-"),
  );
}

/** A code as it is stored: of so many bits nobody finds it again by trying, so one pass is enough. */
export function hashOfRecoveryCode(userId: string, code: string): string {
  return createHash("sha256")
    .update(`${userId}:${plainCode(code)}`)
    .digest("hex");
}

/** A code however it was typed: capitals, spaces and dashes do not count. */
function plainCode(code: string): string {
  return code.toLowerCase().replace(/[^a-z0-9]/g, "");
}
