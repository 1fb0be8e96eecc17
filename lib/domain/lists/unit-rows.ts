import type { EventDocument, UnitLevel } from "../register/register";
import type { Day } from "../register/days";
import { unitKindLabels, unitKinds, type UnitKind } from "../words/funds";
import { codesOf } from "./list-column";
import { sharedBy } from "./difference";
import type { UnderstoodRow } from "./understood-list";
import { changeLabels, levelLabels, occasions, type NamedChange, type UnitColumnId } from "./unit-columns";

/** What a row says of a unit. `null` is what it does not say: of a unit in the register that stays as it is. */
export interface WantedUnit {
  row: number;
  code: string;
  name: string;
  shortName: string | null;
  level: UnitLevel | null;
  department: { code: string; name: string } | null;
  kind: UnitKind | null;
  isObliged: boolean | null;
  isDepartmentsOwn: boolean | null;
  occasion: keyof typeof occasions | null;
  /** The changes that the row calls itself; empty where it does not say. */
  namedChanges: NamedChange[];
  formerCode: string | null;
  effectiveOn: Day | null;
  /** `null` unless number and date are both there. */
  document: EventDocument | null;
  /** Some of date and document is there, but not all of it. */
  isDatedInPart: boolean;
  problems: string[];
  notes: string[];
}

const codeForm = /^[0-9A-Za-z]{3,20}$/;

/** The rows of a file of units, each with what is wrong with it by itself and beside the other rows. */
export function wantedUnits(rows: readonly UnderstoodRow<UnitColumnId>[]): WantedUnit[] {
  const wanted = rows.map(wantedUnit);
  for (const [code, group] of sharedBy(wanted, (unit) => unit.code)) {
    const names = [...new Set(group.map(({ name }) => name))];
    const places = placesOf(group);
    for (const { problems } of group)
      problems.push(
        names.length > 1
          ? `代码${code}有 ${names.length} 个名称：${names.map((name) => `“${name}”`).join("、")}（${places}），请核对。`
          : `代码${code}出现了 ${group.length} 次（${places}），请只保留一行。`,
      );
  }
  for (const [code, group] of sharedBy(wanted, ({ formerCode }) => formerCode ?? ""))
    for (const { problems } of group) problems.push(`原代码${code}用于几行（${placesOf(group)}）。`);
  return wanted;
}

/**
 * Says of every row whose name is new that others of its level in the file have it, too. Units that had one name together
 * before that was refused keep it.
 */
export function refuseSharedNames(rows: readonly { unit: WantedUnit; isNewName: boolean }[]): void {
  const byName = sharedBy(rows, ({ unit }) => (unit.name === "" ? "" : `${unit.level ?? "unit"}:${unit.name}`));
  for (const group of byName.values()) {
    const units = group.map(({ unit }) => unit);
    if (new Set(units.map(({ code }) => code)).size === 1) continue;
    for (const { unit, isNewName } of group)
      if (isNewName) unit.problems.push(`名称“${unit.name}”用于几个代码（${placesOf(units)}），同一层级不得重名。`);
  }
}

function placesOf(group: readonly { row: number }[]): string {
  return `第${group.map(({ row }) => row).join("、")}行`;
}

function wantedUnit({ row, cells, problems: before, notes }: UnderstoodRow<UnitColumnId>): WantedUnit {
  const problems = [...before];
  const text = (id: UnitColumnId) => cells[id] ?? "";
  const code = text("code");
  const name = text("name");
  if (code === "") problems.push("没有单位代码。");
  else if (!codeForm.test(code)) problems.push(`代码“${code.slice(0, 30)}”须为 3 至 20 位数字或字母。`);
  if (name.length < 2) problems.push("请填写单位全称。");
  else if (name.length > 100) problems.push("单位名称最多 100 个字。");
  if (text("shortName").length > 30) problems.push("简称最多 30 个字。");
  const oneOf = <Value extends string>(id: UnitColumnId, heading: string, labels: Record<Value, string>) => {
    const typed = text(id);
    if (typed === "") return null;
    const found = (Object.keys(labels) as Value[]).find((value) => labels[value] === typed);
    if (found === undefined)
      problems.push(`${heading}“${typed.slice(0, 20)}”须为${Object.values(labels).join("、")}之一。`);
    return found ?? null;
  };
  const yesOrNo = (id: UnitColumnId, heading: string) => {
    const answer = oneOf(id, heading, { yes: "是", no: "否" });
    return answer === null ? null : answer === "yes";
  };
  const named = codesOf(text("occasion"));
  const namedChanges = (Object.keys(changeLabels) as NamedChange[]).filter((kind) =>
    named.includes(changeLabels[kind]),
  );
  const occasion = (Object.keys(occasions) as (keyof typeof occasions)[]).find(
    (each) => named.length === 1 && occasions[each] === named[0],
  );
  if (named.length > 0 && occasion === undefined && namedChanges.length !== named.length)
    problems.push(
      `登记事由“${text("occasion").slice(0, 20)}”须为${[...Object.values(occasions), ...Object.values(changeLabels)].join("、")}之一；变动也可以留空。`,
    );
  const department = { code: text("departmentCode"), name: text("departmentName") };
  const dated = [text("effectiveOn"), text("documentNumber"), text("documentDate")];
  if (dated[1]!.length > 200) problems.push("依据文件文号最多 200 个字。");
  return {
    row,
    code,
    name,
    shortName: text("shortName") || null,
    level: oneOf("level", "层级", levelLabels),
    department: department.code === "" && department.name === "" ? null : department,
    kind: oneOf(
      "kind",
      "单位类型",
      Object.fromEntries(unitKinds.map((kind) => [kind, unitKindLabels[kind]])) as Record<UnitKind, string>,
    ),
    isObliged: yesOrNo("isObliged", "单独填报决算"),
    isDepartmentsOwn: yesOrNo("isDepartmentsOwn", "部门本级"),
    occasion: occasion ?? null,
    namedChanges,
    formerCode: text("formerCode") || null,
    effectiveOn: dated[0] || null,
    document: dated[1] && dated[2] ? { number: dated[1], date: dated[2] } : null,
    isDatedInPart: dated.some(Boolean) && !dated.every(Boolean),
    problems,
    notes: [...notes],
  };
}
