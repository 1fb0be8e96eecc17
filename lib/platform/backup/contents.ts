// What stands in a backup: docs/operation.md, "The file".
import { createHash } from "node:crypto";
import { z } from "zod";

export const FORMAT = "mingzhang-backup";
/** Raised when a release writes what this one could not read. */
export const FORMAT_VERSION = 1;

export const names = { head: "backup.json", manifest: "manifest.json", seal: "manifest.sha256" } as const;

/** The first entry: what it is a backup of. */
export const headSchema = z.object({
  format: z.literal(FORMAT),
  version: z.number().int().min(1),
  /** Of the product, and of the database server that it was read from. */
  release: z.string(),
  server: z.string(),
  /** The moment of the database that everything in it is of, ISO 8601. */
  madeAt: z.iso.datetime(),
  installation: z.object({ id: z.uuid(), kind: z.enum(["demo", "real"]), since: z.iso.datetime() }),
  /** Those that the database had, in order. */
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })).min(1),
});
export type BackupHead = z.infer<typeof headSchema>;

const partSchema = z.object({ name: z.string(), bytes: z.number().int().min(0), sha256: z.string() });
export type BackupPart = z.infer<typeof partSchema>;

/** A table: its rows as COPY writes them, as text and compressed, or binary where they are mostly bytes. */
const tableSchema = z.object({
  name: z.string(),
  columns: z.array(z.string()).min(1),
  form: z.enum(["text-gzip", "binary"]),
  rows: z.number().int().min(0),
  /** How many parts it takes. */
  parts: z.number().int().min(1),
});
export type BackupTable = z.infer<typeof tableSchema>;

/** The last but one entry: every part before it, in order, and what they are. */
export const manifestSchema = z.object({
  parts: z.array(partSchema),
  /** In the order of their parts, which stand between the head and what is outside the database. */
  tables: z.array(tableSchema),
  sequences: z.array(z.object({ name: z.string(), last: z.string() })),
  outside: z.array(z.string()),
});
export type BackupManifest = z.infer<typeof manifestSchema>;

/** What a whole backup says of itself. */
export interface BackupContents {
  head: BackupHead;
  manifest: BackupManifest;
  /** What is kept outside of the database, by name. */
  outside: ReadonlyMap<string, Buffer>;
}

export function rowsOf({ tables }: BackupManifest): number {
  return tables.reduce((sum, { rows }) => sum + rows, 0);
}

export function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

export function partOf(name: string, content: Uint8Array): BackupPart {
  return { name, bytes: content.length, sha256: sha256(content) };
}

/** The last entry, as `sha256sum -c` reads it: of the manifest, which has those of everything else. */
export function sealOf(manifest: Uint8Array): Buffer {
  return Buffer.from(`${sha256(manifest)}  ${names.manifest}\n`);
}

export function nameOfTablePart({ name, form }: Pick<BackupTable, "name" | "form">, nth: number): string {
  return `tables/${name}.${form === "binary" ? "pgcopy" : "copy.gz"}.${String(nth).padStart(5, "0")}`;
}

export function nameOfOutside(name: string): string {
  return `outside/${name}`;
}
