import type { Appropriation, Fund } from "../funds";

/** One row of a year's classification (功能分类 or 经济分类科目). `level` counts 类 1, 款 2, 项 3. */
/** The code of a subject. Which codes there are, the catalogue of the year says. */
export type SubjectCode = `${number}`;

export function isSubjectCode(text: string): text is SubjectCode {
  return /^\d+$/.test(text);
}

export interface Subject {
  code: string;
  name: string;
  level: 1 | 2 | 3;
  /** Official explanation, shortened; may be empty. */
  note: string;
  /** Where code and name were taken from (the provenance column of the catalogue). */
  source: string;
  /** Codes of earlier subjects that it took over, separated by blanks. */
  replaces?: string;
  /** Pinyin initials of the name, lower case, for search: 行政运行 → xzyx. */
  initials: string;
}

/** A year's subjects with look-up by code, by parent and by what a person types. */
export interface SubjectCatalogue {
  readonly classification: "functional" | "economic";
  readonly subjects: readonly Subject[];
  get(code: string): Subject | undefined;
  /** The 款 of an 项, the 类 of a 款; `undefined` for a 类. Works on codes that are not in the catalogue, too. */
  parentCode(code: string): string | undefined;
  children(code: string): readonly Subject[];
  /** The subjects that took over one which is not in force any more; empty when the catalogue names none. */
  successorsOf(code: string): readonly Subject[];
  /** Matches code prefix, part of the name, or pinyin initials; best first, at most `limit`. */
  search(query: string, options?: { level?: Subject["level"]; fund?: Fund; limit?: number }): Subject[];
  /**
   * The fund a functional subject belongs to: fund and state-capital subjects are marked in the catalogue, all others
   * are ordinary.
   */
  appropriationOf(code: string): Appropriation;
}

const CODE_LENGTHS = { functional: [3, 5, 7], economic: [3, 5] } as const;

/** The code one level up by the fixed widths of the classification (3-5-7 and 3-5 digits). */
export function parentCodeOf(classification: "functional" | "economic", code: string): string | undefined {
  const lengths: readonly number[] = CODE_LENGTHS[classification];
  const index = lengths.indexOf(code.length);
  return index > 0 ? code.slice(0, lengths[index - 1]) : undefined;
}

/** The level a code claims by its width; `undefined` when no level has that width. */
export function levelOfCode(classification: "functional" | "economic", code: string): Subject["level"] | undefined {
  const index = (CODE_LENGTHS[classification] as readonly number[]).indexOf(code.length);
  return index < 0 || !/^\d+$/.test(code) ? undefined : ((index + 1) as Subject["level"]);
}

/** A subject as sentences name it: `“2010301 行政运行”`. */
export function quotedSubject(catalogue: Pick<SubjectCatalogue, "get">, code: string): string {
  return `“${code} ${catalogue.get(code)?.name ?? ""}”`;
}

/** Builds a catalogue. Rows keep their order, which is the order of print. */
export function createCatalogue(
  classification: "functional" | "economic",
  subjects: readonly Subject[],
): SubjectCatalogue {
  const byCode = new Map(subjects.map((subject) => [subject.code, subject]));
  const childrenByCode = new Map<string, Subject[]>();
  const successorsByCode = new Map<string, Subject[]>();
  for (const subject of subjects) {
    for (const earlier of subject.replaces?.split(" ") ?? [])
      if (earlier !== "") successorsByCode.set(earlier, [...(successorsByCode.get(earlier) ?? []), subject]);
    const parent = parentCodeOf(classification, subject.code);
    if (parent === undefined) continue;
    const siblings = childrenByCode.get(parent);
    if (siblings) siblings.push(subject);
    else childrenByCode.set(parent, [subject]);
  }

  const appropriations = new Map<string, Appropriation>();
  const appropriationOf: SubjectCatalogue["appropriationOf"] = (code) => {
    const known = appropriations.get(code);
    if (known) return known;
    const appropriation = markedAppropriation(code);
    // Only the catalogue's own codes are kept: there is no end to others.
    if (byCode.has(code)) appropriations.set(code, appropriation);
    return appropriation;
  };

  function markedAppropriation(code: string): Appropriation {
    for (let at: string | undefined = code; at !== undefined; at = parentCodeOf(classification, at)) {
      const note = byCode.get(at)?.note ?? "";
      if (note.startsWith("【政府性基金】")) return "governmentFund";
      if (note.startsWith("【国有资本经营】")) return "stateCapital";
    }
    return code.startsWith("223") ? "stateCapital" : "generalPublicBudget";
  }

  return {
    classification,
    subjects,
    get: (code) => byCode.get(code),
    parentCode: (code) => parentCodeOf(classification, code),
    children: (code) => childrenByCode.get(code) ?? [],
    appropriationOf,
    successorsOf: (code) => (byCode.has(code) ? [] : (successorsByCode.get(code) ?? [])),
    search(query, { level, fund, limit = 20 } = {}) {
      const text = query.trim().toLowerCase();
      const ranked: { rank: number; subject: Subject }[] = [];
      for (const subject of subjects) {
        if (level !== undefined && subject.level !== level) continue;
        if (fund !== undefined && fund !== "nonAppropriation" && appropriationOf(subject.code) !== fund) continue;
        const rank = rankMatch(subject, text);
        if (rank !== undefined) ranked.push({ rank, subject });
      }
      // Array.prototype.sort is stable: equal ranks keep the order of the classification.
      return ranked
        .sort((a, b) => a.rank - b.rank)
        .slice(0, limit)
        .map(({ subject }) => subject);
    },
  };
}

/** 0 is best; `undefined` is no match. */
function rankMatch(subject: Subject, text: string): number | undefined {
  if (text === "") return 9;
  if (subject.code === text) return 0;
  if (/^\d+$/.test(text)) return subject.code.startsWith(text) ? 1 : undefined;
  if (subject.name === text) return 0;
  if (subject.name.startsWith(text)) return 1;
  if (subject.initials === text) return 2;
  if (subject.initials.startsWith(text)) return 3;
  if (subject.name.includes(text)) return 4;
  return subject.initials.includes(text) ? 5 : undefined;
}
