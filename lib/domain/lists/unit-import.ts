import { isNamedAsOwn } from "../register/departments-own";
import { yearOrDayText, type Day } from "../register/days";
import type { EventContent, EventDraft } from "../register/event-draft";
import { questionText, type EventContext, type EventQuestion } from "../register/event-questions";
import { obligationsOf } from "../register/obligations";
import { recordEvent, registerInitially } from "../register/record-event";
import {
  periodsOf,
  unitEventLabels,
  unitsOn,
  type UnitPeriod,
  type UnitRegister,
  type UnitState,
} from "../register/register";
import { unitKindLabels } from "../words/funds";
import type { FieldChange, ImportLine } from "./difference";
import type { UnderstoodRow } from "./understood-list";
import { changeLabels, levelLabels, occasions, type NamedChange, type UnitColumnId } from "./unit-columns";
import { refuseSharedNames, wantedUnits, type WantedUnit } from "./unit-rows";

/** What a file of units would do to the register. */
export interface UnitPlan {
  lines: ImportLine[];
  /** What it does to accounts, each a sentence that the person confirms. */
  questions: string[];
  /** With everything of it done that has no problem. */
  register: UnitRegister;
}

interface PlanOptions {
  context: EventContext;
  /** Ids of units and events, each greater than the one before: events of one day are kept in this order. */
  nextId: () => string;
}

/** A row that is to be done: one unit that enters without an event, or the events of one unit, which stand together. */
type Step = { line: ImportLine; on: Day } & (
  | { initial: { unitId: string; state: UnitState } }
  | { initial: null; drafts: EventDraft[] }
);

/** Rows may free names and codes for each other; a chain longer than this has to be imported in two files. */
const MOST_PASSES = 10;
/** So many events are recorded at once: each is held against the whole register. */
const MOST_EVENTS = 500;
/** So many units are named in a sentence. */
const NAMED = 10;

/**
 * Compares a file of units with the register. What the file does not have stays as it is; what changes becomes events
 * with their document, and follows the register's own rules. Nothing is written.
 */
export function planUnitImport(
  rows: readonly UnderstoodRow<UnitColumnId>[],
  register: UnitRegister,
  options: PlanOptions,
): UnitPlan {
  const known = new KnownUnits(register, options.context.today);
  const wanted = wantedUnits(rows);
  const matched = wanted.map((unit) => ({ unit, period: known.match(unit) }));
  refuseSharedNames(matched.map(({ unit, period }) => ({ unit, isNewName: period?.name !== unit.name })));
  // Ids of departments come first, so that a unit may stand above its department in the file.
  const founded = new Map<string, { unitId: string; unit: WantedUnit }>();
  const ids = matched.map(({ unit, period }) => {
    if (period) return period.unitId;
    const unitId = options.nextId();
    if (unit.level === "department") {
      founded.set(unit.code, { unitId, unit });
      if (!founded.has(unit.name)) founded.set(unit.name, { unitId, unit });
    }
    return unitId;
  });
  const parentIds = matched.map(({ unit }) => known.departmentOf(unit, founded));
  takeOwnUnitsByName(
    matched.map(({ unit, period }, at) => ({ unit, isNew: period === null, parentId: parentIds[at]! })),
    known,
    new Map([...founded.values()].map(({ unitId, unit: { name } }) => [unitId, name])),
  );
  const lines: ImportLine[] = [];
  const steps: Step[] = [];
  matched.forEach(({ unit, period }, at) => {
    const parentId = parentIds[at]!;
    const step = period
      ? changeOf(unit, period, parentId, known, options)
      : entryOf(unit, ids[at]!, parentId, known, options);
    lines.push(step.line);
    if (step.problems.length === 0 && step.step) steps.push(step.step);
  });
  for (const { line } of steps.filter(({ initial }) => initial === null).slice(MOST_EVENTS))
    line.problems.push(`一次最多登记 ${MOST_EVENTS} 个单位的新设和变动，此行超出。请移到下一个文件。`);
  const inOrder = steps.filter(({ line }) => line.problems.length === 0);
  const done = carryOut(register, inOrder, options.context);
  const touched = new Set(matched.flatMap(({ period }) => period?.unitId ?? []));
  const absent = unitsOn(register, options.context.today).filter(({ unitId }) => !touched.has(unitId));
  return {
    lines: [...lines.map(settled), ...absent.map(absentLine)],
    questions: questionsOf(register, done.register, done.questions, options.context),
    register: done.register,
  };
}

/** New units that a file does not say it of are 部门本级 by their names, where their department has none. */
function takeOwnUnitsByName(
  rows: readonly { unit: WantedUnit; isNew: boolean; parentId: string | null }[],
  known: KnownUnits,
  founded: ReadonlyMap<string, string>,
): void {
  const withOwn = new Set(rows.flatMap(({ unit, parentId }) => (unit.isDepartmentsOwn && parentId ? [parentId] : [])));
  for (const { unit, isNew, parentId } of rows) {
    if (!isNew || unit.level === "department" || unit.isDepartmentsOwn !== null || parentId === null) continue;
    const department = founded.get(parentId) ?? known.nameOf(parentId);
    unit.isDepartmentsOwn =
      !withOwn.has(parentId) && !known.hasOwnUnit(parentId) && isNamedAsOwn(unit.name, department);
    if (unit.isDepartmentsOwn) withOwn.add(parentId);
  }
}

/** The units that stand, as somebody who fills in a list knows them. */
class KnownUnits {
  private readonly standing: UnitPeriod[];
  private readonly byCode: Map<string, UnitPeriod>;
  private readonly departments: Map<string, string>;

  constructor(
    private readonly register: UnitRegister,
    today: Day,
  ) {
    const unitIds = new Set(register.periods.map(({ unitId }) => unitId));
    this.standing = [...unitIds].flatMap((unitId) => {
      const last = periodsOf(register, unitId).at(-1)!;
      return last.validTo === null || last.validTo > today ? [last] : [];
    });
    this.byCode = new Map(this.standing.map((period) => [period.code, period]));
    this.departments = new Map(
      this.standing
        .filter(({ level }) => level === "department")
        .flatMap(({ unitId, code, name }) => [
          [name, unitId],
          [code, unitId],
        ]),
    );
  }

  /** The unit that a row is about; by its former code where it has one and that still counts. */
  match({ code, formerCode, problems }: WantedUnit): UnitPeriod | null {
    const byCode = this.byCode.get(code) ?? null;
    if (formerCode === null || formerCode === code) return byCode;
    const former = this.byCode.get(formerCode);
    if (former && byCode && former !== byCode) problems.push(`代码${code}正由“${byCode.name}”使用。`);
    if (former) return former;
    const hadIt = byCode && periodsOf(this.register, byCode.unitId).some((period) => period.code === formerCode);
    if (!hadIt) problems.push(`系统中没有代码为${formerCode}的单位，请核对“原代码”。`);
    return byCode;
  }

  hasOwnUnit(departmentId: string): boolean {
    return this.standing.some((period) => period.parentId === departmentId && period.isDepartmentsOwn);
  }

  nameOf(unitId: string | null): string {
    return unitId === null ? "" : (periodsOf(this.register, unitId).at(-1)?.name ?? "");
  }

  /** Why a code that nobody has may be a slip: an old name under a new code, or zeros that Excel took away. */
  slipOf({ code, name, level }: WantedUnit): string | null {
    const withZeros = this.standing.find(
      (period) => /^0+/.test(period.code) && period.code.replace(/^0+/, "") === code,
    );
    if (withZeros)
      return `系统中有${withZeros.code}“${withZeros.name}”，Excel 可能去掉了代码前面的 0。请把该列设为文本后重新填写。`;
    const namesake = this.standing.find((period) => period.name === name && period.level === (level ?? "unit"));
    return namesake
      ? `“${name}”在系统中的代码是${namesake.code}。如为改码，请在“原代码”填${namesake.code}，并填写生效日期和依据文件。`
      : null;
  }

  /** The id of a row's department; `null` for none. What it names and nobody knows is a problem of the row. */
  departmentOf(
    { department, code: own, problems }: WantedUnit,
    founded: ReadonlyMap<string, { unitId: string; unit: WantedUnit }>,
  ): string | null {
    if (department === null) return null;
    const find = (key: string) => this.departments.get(key) ?? founded.get(key)?.unitId;
    const { code, name } = department;
    const byCode = code === "" ? undefined : find(code);
    const byName = name === "" ? undefined : find(name);
    if (code !== "" && code === own) problems.push("主管部门不能是自己。");
    else if (code !== "" && byCode === undefined)
      problems.push(
        this.byCode.has(code) ? `代码${code}不是主管部门。` : `系统和本文件中都没有代码为${code}的主管部门。`,
      );
    else if (code === "" && byName === undefined) problems.push(`系统和本文件中都没有主管部门“${name}”。`);
    else if (byCode !== undefined && byName !== undefined && byCode !== byName)
      problems.push(`主管部门代码${code}与名称“${name}”不是同一个部门。`);
    return byCode ?? byName ?? null;
  }
}

interface Considered {
  line: ImportLine;
  problems: string[];
  step: Step | null;
}

function lineOf({ row, code, name, problems, notes }: WantedUnit, outcome: ImportLine["outcome"]): ImportLine {
  return { row, code, name, outcome, deeds: [], changes: [], problems, notes };
}

function namesOf(changes: readonly NamedChange[]): string {
  return changes.map((kind) => changeLabels[kind]).join("、");
}

function entryOf(
  unit: WantedUnit,
  unitId: string,
  parentId: string | null,
  known: KnownUnits,
  { nextId }: PlanOptions,
): Considered {
  const { problems, occasion, effectiveOn, document } = unit;
  const line = lineOf(unit, "new");
  const level = unit.level ?? "unit";
  const slip = known.slipOf(unit);
  if (slip !== null) problems.push(slip);
  if (level === "unit" && unit.department === null) problems.push("请填写主管部门代码或名称。");
  if (level === "unit" && unit.kind === null) problems.push("新增单位须填写单位类型。");
  if (unit.namedChanges.length > 0)
    problems.push(`登记事由“${namesOf(unit.namedChanges)}”只用于已有的单位；系统中没有此单位，请核对代码。`);
  const entry = occasion ?? (effectiveOn !== null && document !== null ? "found" : null);
  if (entry === null)
    problems.push(
      `系统中没有此单位。新增请填写登记事由：${occasions.found}（并填生效日期、依据文件文号和日期）或${occasions.initial}。`,
    );
  if (entry === "found" && (effectiveOn === null || document === null))
    problems.push("新设须有生效日期、依据文件文号和依据文件日期。");
  if (entry === "initial" && (effectiveOn !== null || document !== null || unit.isDatedInPart))
    problems.push(`${occasions.initial}没有生效日期和依据文件；有的请填${occasions.found}。`);
  if (entry === null || problems.length > 0) return { line, problems, step: null };
  const state: UnitState = {
    code: unit.code,
    name: unit.name,
    shortName: unit.shortName,
    parentId,
    level,
    kind: unit.kind ?? "administrative",
    isObliged: unit.isObliged ?? true,
    isDepartmentsOwn: unit.isDepartmentsOwn ?? false,
  };
  line.deeds = [occasions[entry]];
  line.changes = [
    { label: "层级", before: "", after: levelLabels[level] },
    ...(unit.department
      ? [{ label: "主管部门", before: "", after: unit.department.name || unit.department.code }]
      : []),
    ...(level === "unit" ? [{ label: "单位类型", before: "", after: unitKindLabels[state.kind] }] : []),
    ...(state.isObliged || level === "department" ? [] : [{ label: "单独填报决算", before: "", after: "否" }]),
    ...(state.isDepartmentsOwn ? [{ label: "部门本级", before: "", after: "是" }] : []),
  ];
  if (entry === "initial") return { line, problems, step: { line, on: "", initial: { unitId, state } } };
  const draft: EventDraft = {
    id: nextId(),
    effectiveOn: effectiveOn!,
    document: document!,
    kind: "found",
    unitId,
    state,
  };
  return { line, problems, step: { line, on: effectiveOn!, initial: null, drafts: [draft] } };
}

function changeOf(
  unit: WantedUnit,
  period: UnitPeriod,
  parentId: string | null,
  known: KnownUnits,
  { nextId }: PlanOptions,
): Considered {
  const { problems, effectiveOn, document } = unit;
  const { unitId, level } = period;
  const contents: EventContent[] = [];
  const changes: FieldChange[] = [];
  if (unit.level !== null && unit.level !== level)
    problems.push(`系统中是${levelLabels[level]}，层级不能通过导入改变。`);
  const shortName = unit.shortName ?? period.shortName;
  if (unit.name !== period.name || shortName !== period.shortName) {
    contents.push({ kind: "rename", unitId, name: unit.name, shortName });
    if (unit.name !== period.name) changes.push({ label: "名称", before: period.name, after: unit.name });
    if (shortName !== period.shortName)
      changes.push({ label: "简称", before: period.shortName ?? "", after: shortName ?? "" });
  }
  if (unit.code !== period.code) {
    contents.push({ kind: "recode", unitId, code: unit.code });
    changes.push({ label: "代码", before: period.code, after: unit.code });
  }
  const isTransferred = unit.department !== null && parentId !== null && parentId !== period.parentId;
  if (unit.department !== null && isTransferred) {
    contents.push({ kind: "transfer", unitId, parentId });
    const after = known.nameOf(parentId) || unit.department.name || unit.department.code;
    changes.push({ label: "主管部门", before: known.nameOf(period.parentId), after });
  }
  const kind = unit.kind ?? period.kind;
  const isObliged = level === "department" ? period.isObliged : (unit.isObliged ?? period.isObliged);
  // Whoever gets another department is not that one's own.
  const wasOwn = period.isDepartmentsOwn && !isTransferred;
  const isDepartmentsOwn = unit.isDepartmentsOwn ?? wasOwn;
  if (kind !== period.kind || isObliged !== period.isObliged || isDepartmentsOwn !== wasOwn)
    contents.push({ kind: "reclassify", unitId, unitKind: kind, isObliged, isDepartmentsOwn });
  if (kind !== period.kind)
    changes.push({ label: "单位类型", before: unitKindLabels[period.kind], after: unitKindLabels[kind] });
  if (isObliged !== period.isObliged)
    changes.push({ label: "单独填报决算", before: period.isObliged ? "是" : "否", after: isObliged ? "是" : "否" });
  if (isDepartmentsOwn !== period.isDepartmentsOwn)
    changes.push({
      label: "部门本级",
      before: period.isDepartmentsOwn ? "是" : "否",
      after: isDepartmentsOwn ? "是" : "否",
    });
  const line: ImportLine = { ...lineOf(unit, contents.length > 0 ? "changed" : "unchanged"), changes };
  const named = namesOf(unit.namedChanges);
  if (contents.length === 0) {
    if (named !== "") line.notes.push(`登记事由“${named}”：此行与系统一致，没有要登记的变动。`);
    return { line, problems, step: null };
  }
  const labels = contents.map((content) => unitEventLabels[content.kind]);
  if (named !== "" && named !== labels.join("、"))
    problems.push(
      `登记事由“${named}”与此行的变动不符：此行是${labels.join("、")}。请改为“${labels.join("、")}”，或留空。`,
    );
  if (effectiveOn === null || document === null) {
    problems.push(`${labels.join("、")}须登记为变动：请填写生效日期、依据文件文号和依据文件日期。`);
    return { line, problems, step: null };
  }
  const isCorrection = effectiveOn === period.validFrom;
  line.deeds = isCorrection ? [...labels, "更正"] : labels;
  line.notes.push(
    isCorrection
      ? `${yearOrDayText(effectiveOn)}已有登记，按对该次登记的更正办理。`
      : `自${yearOrDayText(effectiveOn)}起，依据${document.number}。`,
  );
  const drafts = contents.map((content): EventDraft => ({ ...content, id: nextId(), effectiveOn, document }));
  return { line, problems, step: { line, on: effectiveOn, initial: null, drafts } };
}

/** Does the steps in the order of their days, those that wait for each other in further passes. */
function carryOut(
  before: UnitRegister,
  steps: readonly Step[],
  context: EventContext,
): { register: UnitRegister; questions: EventQuestion[] } {
  let register = before;
  const questions: EventQuestion[] = [];
  let waiting = steps.toSorted((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0));
  for (let pass = 1; waiting.length > 0; pass++) {
    const refused = new Map<Step, string[]>();
    const entries = waiting.flatMap((step) => (step.initial ? [step.initial] : []));
    const entered = registerInitially(register, entries);
    register = entered.register;
    for (const step of waiting) {
      if (step.initial) {
        const reasons = entered.refused.get(step.initial.unitId);
        if (reasons) refused.set(step, reasons);
        continue;
      }
      const recorded = recordAll(register, step.drafts, context);
      if (!recorded.ok) {
        refused.set(step, recorded.reasons);
        continue;
      }
      register = recorded.register;
      questions.push(...recorded.questions);
    }
    if (refused.size === waiting.length || pass === MOST_PASSES) {
      for (const [{ line }, reasons] of refused) line.problems.push(...reasons);
      break;
    }
    waiting = [...refused.keys()];
  }
  return { register, questions };
}

type AllRecorded = { ok: true; register: UnitRegister; questions: EventQuestion[] } | { ok: false; reasons: string[] };

function recordAll(before: UnitRegister, drafts: readonly EventDraft[], context: EventContext): AllRecorded {
  let register = before;
  const questions: EventQuestion[] = [];
  for (const draft of drafts) {
    const recorded = recordEvent(register, draft, context);
    if (!recorded.ok) return recorded;
    register = recorded.register;
    questions.push(...recorded.questions);
  }
  return { ok: true, register, questions };
}

/** A line whose row turned out to have a problem does nothing. */
function settled(line: ImportLine): ImportLine {
  return line.problems.length > 0 ? { ...line, outcome: "problem", problems: [...new Set(line.problems)] } : line;
}

function absentLine({ code, name }: UnitPeriod): ImportLine {
  return { row: null, code, name, outcome: "absent", deeds: [], changes: [], problems: [], notes: [] };
}

/** Who owes which opened year is said once for each year, of everything together; the rest event by event. */
function questionsOf(
  before: UnitRegister,
  after: UnitRegister,
  questions: readonly EventQuestion[],
  { years }: EventContext,
): string[] {
  const single = questions.filter(({ code }) => code !== "obligations").map((each) => questionText(after, each));
  const ofYears = [...years]
    .sort((one, other) => one - other)
    .flatMap((year) => {
      const owed = new Set(obligationsOf(before, year).map(({ unitId }) => unitId));
      const owing = new Set(obligationsOf(after, year).map(({ unitId }) => unitId));
      const gained = [...owing].filter((unitId) => !owed.has(unitId));
      const relieved = [...owed].filter((unitId) => !owing.has(unitId));
      const parts = [
        ...(gained.length > 0 ? [`增加 ${gained.length} 个（${named(after, gained)}）`] : []),
        ...(relieved.length > 0 ? [`减少 ${relieved.length} 个（${named(after, relieved)}）`] : []),
      ];
      return parts.length > 0 ? [`${year}年度应报单位：${parts.join("，")}。`] : [];
    });
  return [...ofYears, ...new Set(single)];
}

function named(register: UnitRegister, unitIds: readonly string[]): string {
  const names = unitIds
    .map((unitId) => periodsOf(register, unitId).at(-1)!)
    .toSorted(byCode)
    .map(({ name }) => name);
  return `${names.slice(0, NAMED).join("、")}${names.length > NAMED ? "等" : ""}`;
}

function byCode(one: UnitPeriod, other: UnitPeriod): number {
  return one.code < other.code ? -1 : 1;
}
