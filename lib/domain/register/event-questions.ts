import type { Day } from "./days";
import { isEndOf, owes, touchedBy } from "./obligations";
import { periodsBeside, periodsOf, periodsWithCode, unitInYear, type UnitRegister, type UnitEvent } from "./register";

/** How far a unit's report of a year has come. */
export type ReportStage = "notBegun" | "inWork" | "approved" | "published";

/** What else counts for an event: the fiscal years that are opened, and the reports that were begun in them. */
export interface EventContext {
  today: Day;
  years: readonly number[];
  reports: readonly BegunReport[];
}

export interface BegunReport {
  unitId: string;
  year: number;
  stage: Exclude<ReportStage, "notBegun">;
  /** Of a published one: the codes that its versions were published under, which their addresses keep. */
  publishedCodes?: readonly string[];
}

/** A consequence that a person has to confirm before an event counts. */
export type EventQuestion =
  /** A unit that ends has not finished the accounts of a year that it still owes. */
  | { code: "unfinishedReport"; unitId: string; year: number; stage: Exclude<ReportStage, "published"> }
  /** A report that was begun is not owed any more. */
  | { code: "reportLapses"; unitId: string; year: number }
  /** Who owes an opened year changes. */
  | { code: "obligations"; year: number; owing: string[]; relieved: string[] }
  /** A report that was begun is of a unit that is called otherwise in its year from now on. */
  | { code: "calledOtherwise"; unitId: string; year: number; stage: Exclude<ReportStage, "notBegun">; what: string[] }
  /** Another unit had the code before: its old addresses stay its own. */
  | { code: "codeUsedBefore"; unitId: string; usedCode: string };

const unfinished = { notBegun: "尚未填报", inWork: "正在填报或审核", approved: "已批复、尚未公开" } as const;

/** A question as a person reads it, and confirms it: other consequences are another sentence. */
export function questionText(register: UnitRegister, question: EventQuestion): string {
  const name = (unitId: string) => `“${periodsOf(register, unitId).at(-1)?.name ?? unitId}”`;
  switch (question.code) {
    case "unfinishedReport":
      return `${name(question.unitId)}${question.year}年度决算${unfinished[question.stage]}，仍须由该单位完成。`;
    case "reportLapses":
      return `${name(question.unitId)}${question.year}年度决算已经开始填报，登记后不再要求该单位填报该年度。`;
    case "obligations":
      return [
        `${question.year}年度应报单位：`,
        ...(question.owing.length > 0
          ? [`增加${question.owing.length}个（${question.owing.map(name).join("、")}）`]
          : []),
        ...(question.owing.length > 0 && question.relieved.length > 0 ? ["，"] : []),
        ...(question.relieved.length > 0
          ? [`减少${question.relieved.length}个（${question.relieved.map(name).join("、")}）`]
          : []),
        "。",
      ].join("");
    case "calledOtherwise": {
      const what = question.what.join("、");
      const report = `${name(question.unitId)}${question.year}年度决算`;
      return question.stage === "inWork"
        ? `${report}正在填报或审核，将改用登记后的${what}。`
        : `${report}${question.stage === "approved" ? "已批复" : "已公开"}，其中的${what}不变；该年度的名单、期限和批复改用登记后的${what}。`;
    }
    case "codeUsedBefore":
      return `代码${question.usedCode}曾由${name(question.unitId)}使用，其历年公开页面的地址不变。`;
  }
}

/** What a person has to confirm before the event counts. */
export function questionsAbout(
  before: UnitRegister,
  next: UnitRegister,
  event: UnitEvent,
  { years, reports }: EventContext,
): EventQuestion[] {
  const stageOf = (unitId: string, year: number): ReportStage =>
    reports.find((report) => report.unitId === unitId && report.year === year)?.stage ?? "notBegun";
  const questions: EventQuestion[] = [];
  const touched = touchedBy(before, next, event);
  for (const year of [...years].sort((one, other) => one - other)) {
    const owing = touched.filter((unitId) => owes(next, unitId, year));
    const owed = touched.filter((unitId) => owes(before, unitId, year));
    const gained = byCode(next, difference(owing, owed));
    const relieved = byCode(next, difference(owed, owing));
    if (gained.length > 0 || relieved.length > 0)
      questions.push({ code: "obligations", year, owing: gained, relieved });
    for (const unitId of relieved) {
      if (stageOf(unitId, year) !== "notBegun") questions.push({ code: "reportLapses", unitId, year });
    }
    for (const unitId of owing.filter((other) => owed.includes(other))) {
      const stage = stageOf(unitId, year);
      const what = calledOtherwise(before, next, unitId, year);
      if (stage !== "notBegun" && what.length > 0)
        questions.push({ code: "calledOtherwise", unitId, year, stage, what });
    }
    for (const unitId of event.predecessors.filter((other) => isEndOf(event, other) && owing.includes(other))) {
      const stage = stageOf(unitId, year);
      if (stage !== "published") questions.push({ code: "unfinishedReport", unitId, year, stage });
    }
  }
  return [...questions, ...codesUsedBefore(before, next, event)];
}

const namings = { name: "名称", code: "代码", parentId: "主管部门", kind: "单位性质" } as const;

/** What of a unit's naming in a year the event changes, in words. */
function calledOtherwise(before: UnitRegister, next: UnitRegister, unitId: string, year: number): string[] {
  const was = unitInYear(before, unitId, year);
  const is = unitInYear(next, unitId, year);
  if (!was || !is) return [];
  return (Object.keys(namings) as (keyof typeof namings)[])
    .filter((each) => was[each] !== is[each])
    .map((each) => namings[each]);
}

function difference(unitIds: readonly string[], others: readonly string[]): string[] {
  const without = new Set(others);
  return unitIds.filter((unitId) => !without.has(unitId));
}

/** By their last codes: ids of units that the event founds are others every time it is asked. */
function byCode(register: UnitRegister, unitIds: readonly string[]): string[] {
  const codeOf = (unitId: string) => periodsOf(register, unitId).at(-1)!.code;
  return unitIds.toSorted((one, other) => (codeOf(one) < codeOf(other) ? -1 : 1));
}

function codesUsedBefore(before: UnitRegister, next: UnitRegister, { effectiveOn }: UnitEvent): EventQuestion[] {
  return periodsBeside(next, before)
    .filter(({ validFrom }) => validFrom === effectiveOn)
    .flatMap(({ unitId, code }) => {
      if (unitInYear(before, unitId, 9999)?.code === code) return [];
      const other = periodsWithCode(before, code).find((period) => period.unitId !== unitId);
      return other ? [{ code: "codeUsedBefore", unitId: other.unitId, usedCode: code } as const] : [];
    });
}
