/** What an import would do with one row, or with one record that the file does not have. */
export interface ImportLine {
  /** `null` for what is in the system and not in the file. */
  row: number | null;
  /** Code or account name by which the record is known. */
  code: string;
  name: string;
  outcome: ImportOutcome;
  /** What is done, in a word: 新设、更名、改码. */
  deeds: string[];
  changes: FieldChange[];
  problems: string[];
  notes: string[];
}

/** One field that changes, both sides as people read them; empty for nothing. */
export interface FieldChange {
  label: string;
  before: string;
  after: string;
}

/** The outcomes, in the order in which a person looks at them. */
export const importOutcomes = {
  problem: "有问题",
  new: "新增",
  changed: "变动",
  unchanged: "不变",
  absent: "文件中没有",
} as const;
export type ImportOutcome = keyof typeof importOutcomes;

/** How many lines come out how. */
export function countOutcomes(lines: readonly Pick<ImportLine, "outcome">[]): Record<ImportOutcome, number> {
  const counts = { problem: 0, new: 0, changed: 0, unchanged: 0, absent: 0 };
  for (const { outcome } of lines) counts[outcome] += 1;
  return counts;
}

/** Rows of a file that have the same of something, by it; only what stands in more than one row. */
export function sharedBy<Row>(rows: readonly Row[], key: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const of = key(row);
    if (of === "") continue;
    const group = groups.get(of);
    if (group) group.push(row);
    else groups.set(of, [row]);
  }
  for (const [of, group] of groups) if (group.length < 2) groups.delete(of);
  return groups;
}
