/**
 * What Data Package v2 asks of a descriptor (datapackage.org/standard), as far as the archive of a year uses it, written
 * down from the text of the standard; of Fiscal Data Package, what its taxonomy of budgets asks of column types.
 */
import { z } from "zod";

/** An address on the net, or a file beside the descriptor: no absolute path, no way up, no hidden file. */
const path = z
  .string()
  .refine((given) => /^(?:https?|ftps?):\/\//.test(given) || !/^[./~]|^file:|\\|:\/\/|\/\.\.\/|\/\.\.$/.test(given), {
    error: "neither an address on the net nor a relative path",
  });

/** Of the Open Definition; the standard wants it or an address. */
const licence = z
  .strictObject({
    name: z
      .string()
      .regex(/^[-a-zA-Z0-9._]+$/)
      .optional(),
    path: path.optional(),
    title: z.string().optional(),
  })
  .refine(({ name, path: at }) => name !== undefined || at !== undefined, { error: "a licence has a name or a path" });

const field = z.strictObject({
  name: z.string().min(1),
  title: z.string(),
  type: z.enum([
    "string",
    "number",
    "integer",
    "boolean",
    "object",
    "array",
    "list",
    "datetime",
    "date",
    "time",
    "year",
    "yearmonth",
    "duration",
    "geopoint",
    "geojson",
    "any",
  ]),
  /** Parts between colons, from the general to the particular; the last one says what of it stands in the column. */
  columnType: z
    .string()
    .regex(/^[a-z-]+(?::[a-z0-9-]+)*$/)
    .optional(),
});

const schema = z.strictObject({
  missingValues: z.array(z.string()),
  fields: z
    .array(field)
    .min(1)
    .refine((fields) => new Set(fields.map(({ name }) => name)).size === fields.length, {
      error: "two fields have one name",
    }),
});

const resource = z.strictObject({
  name: z.string().min(1),
  title: z.string(),
  type: z.literal("table"),
  path,
  format: z.string(),
  mediatype: z.string().regex(/^.+\/.+$/),
  encoding: z.string().optional(),
  bytes: z.int().nonnegative(),
  /** MD5 where nothing else is said. */
  hash: z.string().regex(/^(?:[^:]+:[a-fA-F0-9]+|[a-fA-F0-9]{32})$/),
  schema,
});

const contributor = z.strictObject({ title: z.string(), roles: z.array(z.string()).min(1) });
const day = z.iso.date();

/** The whole descriptor. Properties that neither standard knows are refused, so that a misspelt one is found. */
export const dataPackage = z.strictObject({
  $schema: z.literal("https://datapackage.org/profiles/2.0/datapackage.json"),
  /** Lower case without blanks, so that it can stand in an address. */
  name: z.string().regex(/^[-a-z0-9._/]+$/),
  title: z.string(),
  description: z.string(),
  version: z.string(),
  created: z.iso.datetime(),
  homepage: z.url().optional(),
  licenses: z.array(licence).min(1),
  contributors: z.array(contributor).min(1),
  resources: z
    .array(resource)
    .min(1)
    .refine((resources) => new Set(resources.map(({ name }) => name)).size === resources.length, {
      error: "two resources have one name",
    }),
  countryCode: z.string().regex(/^[A-Z]{2}$/),
  fiscalPeriod: z.strictObject({ start: day, end: day }),
  columnTypes: z.url(),
});

/** Of the taxonomy of budgets: what has to be there once a table has money in it. */
export const fiscalColumns = ["value", "date:fiscal-year", "direction", "phase:id", "value-currency:code"] as const;
