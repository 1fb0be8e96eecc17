import { readFileSync, renameSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { canonicalForm } from "@/lib/platform/content-hash";
import { dataFolder } from "@/lib/platform/data-folder";
import { verifiesEd25519, type SigningKey } from "@/lib/platform/ed25519";
import { signingKeys } from "@/lib/platform/signing-keys";
import { writeWholeText } from "@/lib/platform/whole-text";

const headSchema = z.object({
  sequence: z.number().int(),
  hash: z.string(),
  /** When it was kept, ISO 8601. */
  at: z.string(),
  /** Ed25519 over the RFC 8785 form of district, sequence, hash and moment, base64. */
  signature: z.string(),
});

/** The newest link of a district's audit log that was seen, kept outside the database. */
export type KeptHead = z.infer<typeof headSchema>;

/** Where the heads are kept: where `AUDIT_HEADS_FILE` says (another machine's disk, say), or beside the signing keys. */
export function placeOfAuditHeads(): string {
  const { AUDIT_HEADS_FILE: file, SIGNING_KEY_FILE: keys } = process.env;
  if (file) return file;
  return join(keys ? dirname(keys) : /* turbopackIgnore: true */ dataFolder, "audit-heads.json");
}

/**
 * The heads that are kept, by district; none before the first.
 *
 * @throws when the file is there and is not what was written: it must not be replaced silently.
 */
export function readAuditHeads(): Record<string, KeptHead> {
  const file = placeOfAuditHeads();
  let text: string;
  try {
    text = readFileSync(/* turbopackIgnore: true */ file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return {};
    throw error;
  }
  try {
    return z.record(z.string(), headSchema).parse(JSON.parse(text));
  } catch (cause) {
    throw new Error(`${file} is damaged: it keeps the heads of the audit log. Restore it from a backup.`, { cause });
  }
}

/**
 * Puts the heads aside: of a database that was restored from a backup, whose log ends before them. They stay beside the
 * new ones for whoever wants to know what was lost, those of every restore under its moment.
 */
export function setAuditHeadsAside(at: Date): void {
  const file = placeOfAuditHeads();
  const moment = at.toISOString().replaceAll(/[-:]/g, "");
  try {
    renameSync(file, `${file}.before-restore-${moment}`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}

/** Whether a head is signed by a key of this installation. */
export function isSignedHere(district: string, { signature, ...head }: KeptHead): boolean {
  const bytes = new TextEncoder().encode(canonicalForm({ district, ...head }));
  return signingKeys().some(({ publicKey }) => verifiesEd25519(publicKey, signature, bytes));
}

/** Keeps a district's head, signed, in the place of the one before; the file appears whole or not at all (mode 0600). */
export function keepAuditHead(signer: SigningKey, district: string, head: Omit<KeptHead, "signature">): void {
  const kept = { ...head, signature: signer.sign(canonicalForm({ district, ...head })) };
  const heads = { ...readAuditHeads(), [district]: kept };
  writeWholeText(placeOfAuditHeads(), `${JSON.stringify(heads, null, 2)}\n`, { replaces: true });
}
