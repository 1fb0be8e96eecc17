import type { z } from "zod";

/** What an address asked for, or why that is nothing: sentences for whoever typed it. */
export type StrictQuery<T> = { ok: true; data: T } | { ok: false; problems: string[] };

/** The parameters of an address: of a request, or as Next hands them to a page. */
export type GivenParameters = URLSearchParams | Readonly<Record<string, string | string[] | undefined>>;

/**
 * Reads the parameters of an address by a schema, and refuses what the schema has not: a parameter that is ignored looks
 * like one that has been applied. One that is given twice is refused, too; an empty one counts as not given.
 *
 * The names of the schema are those that are told to whoever used another one.
 */
export function readStrictQuery<S extends z.ZodObject>(schema: S, given: GivenParameters): StrictQuery<z.output<S>> {
  const entries = entriesOf(given);
  const names = Object.keys(schema.shape);
  const allowed = names.length === 0 ? "本地址没有可用的参数" : `可用的参数：${names.join("、")}`;
  const unknown = [...new Set(entries.map(([name]) => name).filter((name) => !names.includes(name)))];
  const repeated = names.filter((name) => entries.filter(([each]) => each === name).length > 1);
  const problems = [
    ...unknown.slice(0, 5).map((name) => `没有“${name.slice(0, 50)}”这个参数。${allowed}。`),
    ...repeated.map((name) => `参数“${name}”只能给出一次。`),
  ];
  if (problems.length > 0) return { ok: false, problems };
  const read = schema.safeParse(Object.fromEntries(entries.filter(([, value]) => value !== "")));
  if (read.success) return { ok: true, data: read.data };
  return {
    ok: false,
    problems: read.error.issues.map(({ path, message }) => `参数“${String(path[0])}”有误：${message}`),
  };
}

function entriesOf(given: GivenParameters): (readonly [string, string])[] {
  if (given instanceof URLSearchParams) return [...given];
  return Object.entries(given).flatMap(([name, value]) => [value ?? []].flat().map((each) => [name, each] as const));
}
