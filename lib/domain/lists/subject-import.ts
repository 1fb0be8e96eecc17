import { levelOfCode, parentCodeOf } from "../words/subjects/catalogue";
import { sharedBy, type FieldChange, type ImportLine } from "./difference";
import { codesOf } from "./list-column";
import { subjectLevelLabels, type ListedSubject, type SubjectColumnId } from "./subject-columns";
import type { UnderstoodRow } from "./understood-list";

export type Classification = "functional" | "economic";
export const classificationLabels: Record<Classification, string> = { functional: "功能分类", economic: "经济分类" };

/** A subject that reports of the catalogue's years have figures on. */
export interface UsedSubject {
  code: string;
  /** Names of units, with the year, that use it. */
  by: readonly string[];
}

/** What a file would make of one classification of a catalogue: the whole of it, since a file has the whole. */
export interface SubjectPlan {
  lines: ImportLine[];
  rows: ListedSubject[];
}

interface SubjectOptions {
  classification: Classification;
  /** The rows that the catalogue has, or those of the year before where it has none yet. */
  stored: readonly ListedSubject[];
  used: readonly UsedSubject[];
  /** Where codes and names come from that say nothing of it themselves. */
  source: string;
}

/** Which classification the rows of a sheet belong to, by their codes; `null` for rows of both or of none. */
export function classificationOf(rows: readonly UnderstoodRow<SubjectColumnId>[]): Classification | null {
  const firsts = new Set(rows.map(({ cells }) => (cells.code ?? "").slice(0, 1)));
  if (firsts.size !== 1) return null;
  return firsts.has("2") ? "functional" : firsts.has("3") ? "economic" : null;
}

/**
 * Compares the subjects of a file with those of a catalogue. A subject that the file does not have, or has as no longer
 * in force, goes; one that reports have figures on cannot. Nothing is written.
 */
export function planSubjectImport(
  rows: readonly UnderstoodRow<SubjectColumnId>[],
  { classification, stored, used, source }: SubjectOptions,
): SubjectPlan {
  const before = new Map(stored.map((subject) => [subject.code, subject]));
  const wanted = rows.map((row) => wantedSubject(row, classification, before, source));
  for (const [code, group] of sharedBy(wanted, ({ subject }) => subject.code)) {
    const names = [...new Set(group.map(({ subject }) => subject.name))];
    const places = `第${group.map(({ row }) => row).join("、")}行`;
    for (const { problems } of group)
      problems.push(
        names.length > 1
          ? `${code}有 ${names.length} 个名称：${names.map((name) => `“${name}”`).join("、")}（${places}）。`
          : `${code}出现了 ${group.length} 次（${places}），请只保留一行。`,
      );
  }
  const inForce = new Map(wanted.filter((each) => each.isInForce).map(({ subject }) => [subject.code, subject]));
  for (const { subject, isInForce, problems } of wanted) {
    const parent = parentCodeOf(classification, subject.code);
    if (isInForce && parent !== undefined && !inForce.has(parent))
      problems.push(`${subject.code}的上级科目${parent}不在文件中，或填了不再在用。`);
  }
  const lines = wanted.map((each) => lineOf(each, before.get(each.subject.code) ?? null, used));
  const inFile = new Set(wanted.map(({ subject }) => subject.code));
  const gone = stored.filter(({ code }) => !inFile.has(code)).map((subject) => goneLine(subject, null, used));
  return { lines: [...lines, ...gone], rows: [...inForce.values()].toSorted(byCode) };
}

interface WantedSubject {
  row: number;
  subject: ListedSubject;
  isInForce: boolean;
  problems: string[];
  notes: string[];
}

function wantedSubject(
  { row, cells, problems: found, notes }: UnderstoodRow<SubjectColumnId>,
  classification: Classification,
  before: ReadonlyMap<string, ListedSubject>,
  source: string,
): WantedSubject {
  const problems = [...found];
  const code = cells.code ?? "";
  const level = levelOfCode(classification, code);
  if (level === undefined)
    problems.push(
      `“${code.slice(0, 20)}”不是${classificationLabels[classification]}科目的编码（${classification === "functional" ? "3、5、7" : "3、5"} 位数字）。`,
    );
  if ((cells.name ?? "") === "") problems.push("没有科目名称。");
  const said = cells.level ?? "";
  if (level !== undefined && said !== "" && said !== String(level) && said !== subjectLevelLabels[level])
    problems.push(`级次“${said.slice(0, 10)}”与编码的位数不符（应为${subjectLevelLabels[level]}）。`);
  const force = cells.inForce ?? "";
  if (force !== "" && force !== "是" && force !== "否") problems.push(`在用“${force.slice(0, 10)}”须为是或否。`);
  const known = before.get(code);
  const replaces = cells.replaces === undefined ? (known?.replaces ?? "") : codesOf(cells.replaces).join(" ");
  if (!/^(\d{5,7}( \d{5,7})*)?$/.test(replaces)) problems.push("承接原科目须为 5 或 7 位编码，用空格隔开。");
  return {
    row,
    problems,
    notes: [...notes],
    isInForce: force !== "否",
    subject: {
      code,
      name: cells.name ?? "",
      level: level ?? 1,
      note: cells.note ?? known?.note ?? "",
      source: cells.source || known?.source || source,
      replaces,
    },
  };
}

function lineOf(
  { row, subject, isInForce, problems, notes }: WantedSubject,
  before: ListedSubject | null,
  used: readonly UsedSubject[],
): ImportLine {
  if (!isInForce && before) return goneLine(subject, { row, problems, notes }, used);
  const changes: FieldChange[] = [
    ...changeOf("名称", before?.name ?? "", subject.name),
    ...changeOf("说明", before?.note ?? "", subject.note),
    ...changeOf("承接原科目", before?.replaces ?? "", subject.replaces ?? ""),
  ];
  const isChanged = before !== null && changes.length > 0;
  const outcome = !isInForce || (before && !isChanged) ? "unchanged" : before === null ? "new" : "changed";
  const deeds =
    outcome === "new"
      ? ["新增"]
      : before !== null && before.name !== subject.name
        ? ["更名"]
        : isChanged
          ? ["修改"]
          : [];
  return {
    row,
    code: subject.code,
    name: subject.name,
    outcome: problems.length > 0 ? "problem" : outcome,
    deeds: problems.length > 0 ? [] : deeds,
    changes: before === null ? [] : changes,
    problems,
    notes,
  };
}

function changeOf(label: string, before: string, after: string): FieldChange[] {
  return before === after ? [] : [{ label, before, after }];
}

/** A subject that goes, because the file says so or does not have it. */
function goneLine(
  { code, name }: ListedSubject,
  said: { row: number; problems: string[]; notes: string[] } | null,
  used: readonly UsedSubject[],
): ImportLine {
  const by = used.find((subject) => subject.code === code)?.by ?? [];
  const problems = [
    ...(said?.problems ?? []),
    ...(by.length > 0
      ? [
          `已有决算使用 ${code} ${name}（${by.slice(0, 5).join("、")}${by.length > 5 ? `等 ${by.length} 份` : ""}），不能去掉。请在文件中保留。`,
        ]
      : []),
  ];
  return {
    row: said?.row ?? null,
    code,
    name,
    outcome: problems.length > 0 ? "problem" : "changed",
    deeds: problems.length > 0 ? [] : ["不再列入"],
    changes: problems.length > 0 ? [] : [{ label: "在用", before: "是", after: "否" }],
    problems,
    notes: said?.notes ?? [],
  };
}

function byCode(one: ListedSubject, other: ListedSubject): number {
  return one.code < other.code ? -1 : 1;
}
