import type { Subject, SubjectCatalogue } from "./catalogue";
import { lapsedSubjects, type LapsedSubject } from "./successors";

/** A subject that is called otherwise than in the catalogue before. */
export interface RenamedSubject {
  code: string;
  before: string;
  after: string;
}

/** What a year's catalogue has otherwise than that of a year before, each list in the order of codes. */
export interface CatalogueDifference {
  /** New subjects; `replaces`: the codes that they took over, as the catalogue names them. */
  added: (Pick<Subject, "code" | "name"> & { replaces: readonly string[] })[];
  gone: LapsedSubject[];
  renamed: RenamedSubject[];
}

/** Compares one classification of two catalogues by code and name. */
export function catalogueDifference(last: SubjectCatalogue, now: SubjectCatalogue): CatalogueDifference {
  const added = now.subjects
    .filter(({ code }) => !last.get(code))
    .map(({ code, name, replaces = "" }) => ({ code, name, replaces: replaces.split(" ").filter(Boolean) }));
  const renamed = now.subjects.flatMap(({ code, name }) => {
    const before = last.get(code);
    return before && before.name !== name ? [{ code, before: before.name, after: name }] : [];
  });
  const codes = last.subjects.map(({ code }) => code);
  return { added: added.toSorted(byCode), gone: lapsedSubjects(codes, last, now), renamed: renamed.toSorted(byCode) };
}

function byCode(one: { code: string }, other: { code: string }): number {
  return one.code < other.code ? -1 : 1;
}
