import { createHmac, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { writeWholeText } from "@/lib/platform/whole-text";

const secretsSchema = z.object({
  /** Signs the sessions of next-auth. */
  session: z.string().min(32),
  /** Password of the superuser of the embedded PostgreSQL. */
  postgres: z.string().min(32),
});

export type Secrets = z.infer<typeof secretsSchema>;

/**
 * The secrets of this installation, made at the first start and kept in `<dataFolder>/secrets.json` (mode 0600, not in
 * git). Two processes that start at once agree on one file: it appears whole under its final name or not at all.
 *
 * @throws when the file exists but cannot be read or is not what was written: a lost secret must not be replaced
 * silently.
 */
export function readOrCreateSecrets(dataFolder: string): Secrets {
  const file = join(dataFolder, "secrets.json");
  const existing = readIfExists(file);
  if (existing !== null) return parse(file, existing);

  const made: Secrets = {
    session: randomBytes(32).toString("base64url"),
    postgres: randomBytes(32).toString("base64url"),
  };
  writeWholeText(file, textOf(made), { replaces: false });
  return parse(file, readFileSync(file, "utf8"));
}

/**
 * Password of the application's role on the embedded server: made of the superuser's, which cannot be told from it. So an
 * installation of an earlier release has it already, and a backup of its secrets stays whole.
 */
export function applicationPassword(postgres: string): string {
  return createHmac("sha256", postgres).update("mingzhang application role").digest("base64url");
}

/** Takes the secret of another machine's sessions over, from a backup of it. The file is there whole at any moment. */
export function keepSessionSecret(dataFolder: string, session: string): void {
  const kept = readOrCreateSecrets(dataFolder);
  if (kept.session === session) return;
  const file = join(dataFolder, "secrets.json");
  writeWholeText(file, textOf(secretsSchema.parse({ ...kept, session })), { replaces: true });
}

function textOf(secrets: Secrets): string {
  return `${JSON.stringify(secrets, null, 2)}\n`;
}

function readIfExists(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

function parse(file: string, text: string): Secrets {
  try {
    return secretsSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new Error(
      `${file} is damaged; restore it from a backup (without it nobody stays signed in and the embedded database cannot be opened)`,
      { cause },
    );
  }
}
