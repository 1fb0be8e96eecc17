import { z } from "zod";
import { documentFormats } from "@/lib/domain/document/file-formats";

/** Where a published report is: as it stands in addresses and query strings. */
export const reportAddressSchema = z.object({
  unitCode: z.string().regex(/^[A-Za-z0-9-]{1,30}$/),
  year: z
    .string()
    .regex(/^\d{4}$/)
    .transform(Number),
  number: z
    .string()
    .regex(/^[1-9]\d{0,3}$/)
    .transform(Number)
    .optional(),
});

/** Forms of one report besides the answer cell by cell; part of the address: `2021.csv`. */
export const fileFormats = [
  "csv",
  "package.json",
  "provenance.json",
  "changes.json",
  "snapshot.json",
  "manifest.json",
  ...documentFormats,
] as const;
export type FileFormat = (typeof fileFormats)[number];

/**
 * `2021` and `2021.csv` of an address taken apart; `format` is `""` for none and `null` for one that does not exist.
 */
export function splitFileName(name: string): { year: string; format: FileFormat | "" | null } {
  const dot = name.indexOf(".");
  if (dot < 0) return { year: name, format: "" };
  return { year: name.slice(0, dot), format: fileFormats.find((format) => format === name.slice(dot + 1)) ?? null };
}
