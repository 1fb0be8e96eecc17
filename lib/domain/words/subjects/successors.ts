import type { Subject, SubjectCatalogue } from "./catalogue";

/** A subject of an earlier year that is not in force any more. */
export interface LapsedSubject {
  code: string;
  /** As it was called. */
  name: string;
  /** What the year's catalogue names in its place; empty when it names nothing. */
  successors: readonly Pick<Subject, "code" | "name">[];
}

/**
 * The subject that stands this year for one of an earlier year: itself while it is in force, else the only one that
 * took it over; `null` when a person has to choose.
 */
export function heirOf(code: string, catalogue: SubjectCatalogue): string | null {
  if (catalogue.get(code)) return code;
  const successors = catalogue.successorsOf(code);
  return successors.length === 1 ? successors[0]!.code : null;
}

/** Those of the codes that this year's catalogue does not have, by their old names. */
export function lapsedSubjects(
  codes: Iterable<string>,
  last: SubjectCatalogue,
  now: SubjectCatalogue,
): LapsedSubject[] {
  return [...new Set(codes)]
    .filter((code) => last.get(code) && !now.get(code))
    .sort()
    .map((code) => ({
      code,
      name: last.get(code)!.name,
      successors: now.successorsOf(code).map(({ code, name }) => ({ code, name })),
    }));
}
