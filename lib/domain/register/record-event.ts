import { dayText, isDay, yearOf, yearOrDayText, type Day } from "./days";
import { ownUnitProblems } from "./departments-own";
import type { EventDraft } from "./event-draft";
import { owes, touchedBy } from "./obligations";
import { questionsAbout, type EventContext, type EventQuestion } from "./event-questions";
import {
  holdsOn,
  partiesOf,
  periodsBeside,
  periodsOf,
  periodsWithCode,
  periodsWithName,
  unitInYear,
  wholeShare,
  type UnitRegister,
  type UnitEvent,
  type UnitPeriod,
  type UnitState,
} from "./register";
import { comparedName, hasUnseenSigns } from "./unit-names";

/** The register with the event and what has to be asked before it counts; or why it cannot be, in Chinese sentences. */
export type Recorded =
  | { ok: true; register: UnitRegister; event: UnitEvent; questions: EventQuestion[] }
  | { ok: false; reasons: string[] };

/**
 * Records an event in the register: units end, begin and change on its day. Nothing is half done: it is recorded as a
 * whole or refused with every reason there is. Events of one unit are recorded in the order in which they took effect.
 */
export function recordEvent(register: UnitRegister, draft: EventDraft, context: EventContext): Recorded {
  const formal = formalProblems(draft, context.today);
  if (formal.length > 0) return { ok: false, reasons: formal };
  const change = new RegisterChange(register, draft.effectiveOn);
  const event: UnitEvent = { ...carryOut(change, draft), id: draft.id, kind: draft.kind, ...datedBy(draft) };
  const next: UnitRegister = { periods: change.periods, events: [...register.events, event] };
  const reasons = change.reasons.length > 0 ? change.reasons : problemsAfter(register, next, event, context);
  if (reasons.length > 0) return { ok: false, reasons: [...new Set(reasons)] };
  return { ok: true, register: next, event, questions: questionsAbout(register, next, event, context) };
}

/** Brings a unit into the register that was there before the register was kept: no event tells when it began. */
export function initialRegistration(
  register: UnitRegister,
  unitId: string,
  state: UnitState,
): { ok: true; register: UnitRegister } | { ok: false; reasons: string[] } {
  const { register: next, refused } = registerInitially(register, [{ unitId, state }]);
  const reasons = refused.get(unitId);
  return reasons ? { ok: false, reasons } : { ok: true, register: next };
}

/**
 * Brings many units into the register that were there before it was kept; departments may be among them. Those that
 * cannot be are left out, with the reasons, as are those that stand on them.
 */
export function registerInitially(
  register: UnitRegister,
  units: readonly { unitId: string; state: UnitState }[],
): { register: UnitRegister; refused: Map<string, string[]> } {
  const refused = new Map<string, string[]>();
  let entering = units.map(({ unitId, state }): UnitPeriod => ({ ...state, unitId, validFrom: null, validTo: null }));
  for (;;) {
    const next = { ...register, periods: [...register.periods, ...entering] };
    const wrong = entering.flatMap((period) => {
      const reasons = [
        ...clashes(register, next, period),
        ...departmentProblems(register, next, period),
        ...ownUnitProblems(next, period),
      ];
      return reasons.length > 0 ? [{ period, reasons: [...new Set(reasons)] }] : [];
    });
    if (wrong.length === 0) return { register: next, refused };
    for (const { period, reasons } of wrong) refused.set(period.unitId, reasons);
    entering = entering.filter(({ unitId }) => !refused.has(unitId));
  }
}

function datedBy({ effectiveOn, document }: EventDraft): Pick<UnitEvent, "effectiveOn" | "document"> {
  return { effectiveOn, document: { number: document.number.trim(), date: document.date } };
}

function formalProblems(draft: EventDraft, today: Day): string[] {
  const { effectiveOn, document } = draft;
  return [
    ...(isDay(effectiveOn) ? [] : ["请填写生效日期。"]),
    ...(document.number.trim() === "" ? ["请填写依据文件的文号或名称。"] : []),
    ...(isDay(document.date) ? [] : ["请填写依据文件的日期。"]),
    ...(isDay(document.date) && document.date > today
      ? [`依据文件的日期${dayText(document.date)}还没有到，请核对。`]
      : []),
    ...partyProblems(draft),
  ];
}

function partyProblems(draft: EventDraft): string[] {
  switch (draft.kind) {
    case "merge":
      return [
        ...(hasRepeated(draft.predecessors) ? [chosenTwice] : []),
        ...(draft.predecessors.includes(draft.successor.unitId) ? ["单位不能与自己合并。"] : []),
        ...(draft.predecessors.length < 2 ? ["合并须有两个以上单位；并入已有单位请选“吸收”。"] : []),
      ];
    case "absorb":
      return [
        ...(draft.predecessors.length === 0 ? ["请选择被吸收的单位。"] : []),
        ...(hasRepeated(draft.predecessors) ? [chosenTwice] : []),
        ...(draft.predecessors.includes(draft.successorId) ? ["单位不能并入自己。"] : []),
      ];
    case "split":
      return splitProblems(draft);
    default:
      return [];
  }
}

const chosenTwice = "同一单位选择了两次。";

function hasRepeated(unitIds: readonly string[]): boolean {
  return new Set(unitIds).size !== unitIds.length;
}

function splitProblems({ successors }: Extract<EventDraft, { kind: "split" }>): string[] {
  const sum = successors.reduce((total, { share }) => total + share, 0);
  return [
    ...(successors.length < 2 ? ["拆分须有两个以上承接单位。"] : []),
    ...(new Set(successors.map(({ unitId }) => unitId)).size === successors.length ? [] : ["同一单位不能两次承接。"]),
    ...(successors.every(({ share }) => Number.isInteger(share) && share >= 0)
      ? []
      : ["承接比例须在 0 至 100% 之间，最多两位小数。"]),
    ...(sum === wholeShare ? [] : [`各承接单位的比例合计须为 100%，现为 ${sum / 100}%。`]),
  ];
}

type Parties = Pick<UnitEvent, "predecessors" | "successors" | "finalReport">;

/** Makes the changes of an event and says who had which part in it. */
function carryOut(change: RegisterChange, draft: EventDraft): Parties {
  switch (draft.kind) {
    case "found":
      change.begin(draft.unitId, draft.state);
      return { predecessors: [], successors: [{ unitId: draft.unitId, share: wholeShare }], finalReport: null };
    case "rename":
      change.alter(draft.unitId, { name: draft.name, shortName: draft.shortName }, "名称没有变化。");
      return goingOn(draft.unitId);
    case "recode":
      change.alter(draft.unitId, { code: draft.code }, "代码没有变化。");
      return goingOn(draft.unitId);
    case "transfer":
      change.alter(draft.unitId, leaving(draft.parentId), "主管部门没有变化。");
      return goingOn(draft.unitId);
    case "reclassify": {
      const { unitId, unitKind, isObliged, isDepartmentsOwn } = draft;
      change.alter(
        unitId,
        { kind: unitKind, isObliged, isDepartmentsOwn },
        "单位性质、填报义务和是否部门本级没有变化。",
      );
      return goingOn(unitId);
    }
    case "merge": {
      const { predecessors, successor, finalReport } = draft;
      change.begin(successor.unitId, successor.state);
      change.requireOneLevel(predecessors, successor.state.level);
      for (const unitId of predecessors) change.end(unitId, successor.unitId);
      return { predecessors, successors: [{ unitId: successor.unitId, share: wholeShare }], finalReport };
    }
    case "absorb": {
      const { predecessors, successorId, finalReport } = draft;
      const level = change.standing(successorId)?.level;
      if (level) change.requireOneLevel(predecessors, level);
      for (const unitId of predecessors) change.end(unitId, successorId);
      return { predecessors, successors: [{ unitId: successorId, share: wholeShare }], finalReport };
    }
    case "split": {
      const { unitId, finalReport } = draft;
      for (const successor of draft.successors) {
        if (successor.state) change.begin(successor.unitId, successor.state);
        else change.standing(successor.unitId);
      }
      if (!draft.successors.some((successor) => successor.unitId === unitId)) change.end(unitId, null);
      const successors = draft.successors.map(({ unitId: id, share }) => ({ unitId: id, share }));
      return { predecessors: [unitId], successors, finalReport };
    }
    case "dissolve":
      change.end(draft.unitId, null);
      return { predecessors: [draft.unitId], successors: [], finalReport: "ownFinalReport" };
  }
}

/** Of a unit that gets another department: that one's own it is not. */
function leaving(parentId: string | null): Pick<UnitState, "parentId" | "isDepartmentsOwn"> {
  return { parentId, isDepartmentsOwn: false };
}

function goingOn(unitId: string): Parties {
  return { predecessors: [unitId], successors: [{ unitId, share: wholeShare }], finalReport: null };
}

/** The periods while an event is carried out, and what went wrong. */
class RegisterChange {
  periods: readonly UnitPeriod[];
  readonly reasons: string[] = [];

  constructor(
    private readonly before: UnitRegister,
    private readonly day: Day,
  ) {
    this.periods = before.periods;
  }

  /** The last period of a unit that is there on the day and has nothing recorded after it. */
  standing(unitId: string): UnitPeriod | null {
    const periods = periodsOf({ ...this.before, periods: this.periods }, unitId);
    const last = periods.at(-1);
    const first = periods[0];
    if (!last || !first) return this.refuse("登记簿中没有该单位，请刷新后重试。");
    if (first.validFrom !== null && this.day < first.validFrom)
      return this.refuse(`“${first.name}”${yearOrDayText(first.validFrom)}才设立，不能在此之前登记变动。`);
    if (last.validTo !== null && last.validTo <= this.day)
      return this.refuse(`“${last.name}”已于${yearOrDayText(last.validTo)}终止。`);
    if ((last.validFrom ?? "") > this.day || last.validTo !== null || this.hasLaterEvent(unitId))
      return this.refuse(`“${last.name}”在该日期之后已有变动登记，请按时间先后登记。`);
    return last;
  }

  begin(unitId: string, state: UnitState): void {
    if (this.periods.some((period) => period.unitId === unitId)) {
      this.refuse(`“${state.name}”已在登记簿中，不能再次设立。`);
      return;
    }
    this.periods = [...this.periods, { ...state, unitId, validFrom: this.day, validTo: null }];
  }

  alter(unitId: string, changed: Partial<UnitState>, whenSame: string): void {
    const last = this.standing(unitId);
    if (!last) return;
    const isSame = Object.entries(changed).every(([field, value]) => last[field as keyof UnitState] === value);
    if (isSame) this.refuse(whenSame);
    else this.alterFrom(last, changed);
  }

  /** Ends a unit; its own units go to the successor, or have to be gone. */
  end(unitId: string, successorId: string | null): void {
    const last = this.standing(unitId);
    if (!last) return;
    if (last.validFrom === this.day) {
      this.refuse(`“${last.name}”${yearOrDayText(this.day)}才有设立或变更登记，不能同日终止。`);
      return;
    }
    const below = this.periods.filter(
      ({ parentId, validTo }) => parentId === unitId && (validTo === null || validTo > this.day),
    );
    if (below.length > 0 && successorId === null) {
      const count = new Set(below.map((period) => period.unitId)).size;
      this.refuse(`“${last.name}”还有${count}个下属单位，请先办理划转或撤销。`);
      return;
    }
    const later = below.find(({ validFrom }) => (validFrom ?? "") > this.day);
    if (later) {
      this.refuse(`“${last.name}”的下属单位“${later.name}”在该日期之后已有变动登记，请按时间先后登记。`);
      return;
    }
    for (const period of below) this.alterFrom(period, leaving(successorId));
    this.replace(last, { ...last, validTo: this.day });
  }

  requireOneLevel(unitIds: readonly string[], level: UnitState["level"]): void {
    const isOther = (unitId: string) =>
      this.periods.some((period) => period.unitId === unitId && holdsOn(period, this.day) && period.level !== level);
    if (unitIds.some(isOther)) this.refuse("主管部门与预算单位不能合并。");
  }

  private alterFrom(period: UnitPeriod, changed: Partial<UnitState>): void {
    if ((period.validFrom ?? "") >= this.day) {
      this.replace(period, { ...period, ...changed });
      return;
    }
    this.replace(period, { ...period, validTo: this.day });
    this.periods = [...this.periods, { ...period, ...changed, validFrom: this.day }];
  }

  private replace(period: UnitPeriod, by: UnitPeriod): void {
    this.periods = this.periods.map((other) => (other === period ? by : other));
  }

  private hasLaterEvent(unitId: string): boolean {
    return this.before.events.some((event) => event.effectiveOn > this.day && partiesOf(event).has(unitId));
  }

  private refuse(reason: string): null {
    this.reasons.push(reason);
    return null;
  }
}

/**
 * What would be wrong with the register as it would be: names, codes, departments, accounts that nobody or two would
 * give.
 */
function problemsAfter(before: UnitRegister, next: UnitRegister, event: UnitEvent, context: EventContext): string[] {
  const changed = periodsBeside(next, before).filter((period) => holdsOn(period, event.effectiveOn));
  const touched = touchedBy(before, next, event);
  return [
    ...changed.flatMap((period) => [
      ...clashes(before, next, period),
      ...departmentProblems(before, next, period),
      ...ownUnitProblems(next, period),
    ]),
    ...codesOfYear(before, next, touched, yearOf(event.effectiveOn)),
    ...codesOfAddresses(before, next, touched, context),
    ...finalReportProblems(before, next, event),
    ...accountsLost(before, next, touched, context),
  ];
}

/**
 * Names are one of a kind among departments and among units, codes in the whole district: at any time from the change
 * on.
 */
function clashes(before: UnitRegister, next: UnitRegister, changed: UnitPeriod): string[] {
  const previous = periodsOf(before, changed.unitId).at(-1);
  const isOther = ({ unitId, validTo }: UnitPeriod) =>
    unitId !== changed.unitId && (validTo === null || validTo > (changed.validFrom ?? ""));
  const namesake = periodsWithName(next, changed.name).find(
    (period) => isOther(period) && period.level === changed.level,
  );
  const sameCode = periodsWithCode(next, changed.code).find(isOther);
  const isNewName = previous?.name !== changed.name;
  return [
    ...(isNewName && hasUnseenSigns(changed.name)
      ? [`“${comparedName(changed.name)}”的名称中含有看不见的字符，请重新输入。`]
      : []),
    ...(namesake && isNewName
      ? [`已有同名的${changed.level === "department" ? "主管部门" : "单位"}“${namesake.name}”（${namesake.code}）。`]
      : []),
    ...(sameCode && previous?.code !== changed.code ? [`代码${changed.code}正由“${sameCode.name}”使用。`] : []),
  ];
}

/**
 * The accounts of a year are found by a unit's code in it: of two that owe the year, one cannot take over the other's.
 */
function codesOfYear(before: UnitRegister, next: UnitRegister, touched: readonly string[], year: number): string[] {
  const codeOf = (register: UnitRegister, unitId: string) =>
    owes(register, unitId, year) ? unitInYear(register, unitId, year)!.code : null;
  const areSeveral = (register: UnitRegister, code: string) =>
    new Set(
      periodsWithCode(register, code).flatMap(({ unitId }) => (codeOf(register, unitId) === code ? [unitId] : [])),
    ).size > 1;
  const codes = new Set(touched.flatMap((unitId) => codeOf(next, unitId) ?? []));
  return [...codes]
    .filter((code) => areSeveral(next, code) && !areSeveral(before, code))
    .map((code) => `代码${code}在${year}年度仍用于原单位的决算，请另编代码，或自下一年度起使用。`);
}

/**
 * The address of published accounts has the code that they were published under, for good: whoever owes the same year takes no
 * such code of another unit, even where that one is called otherwise by now.
 */
function codesOfAddresses(
  before: UnitRegister,
  next: UnitRegister,
  touched: readonly string[],
  { reports }: EventContext,
): string[] {
  return reports.flatMap(({ unitId: publisher, year, publishedCodes = [] }) =>
    touched
      .filter((unitId) => unitId !== publisher && owes(next, unitId, year))
      .flatMap((unitId) => {
        const code = unitInYear(next, unitId, year)!.code;
        if (!publishedCodes.includes(code) || unitInYear(before, unitId, year)?.code === code) return [];
        const { name } = periodsOf(next, publisher).at(-1)!;
        return [`“${name}”${year}年度决算已用代码${code}公开，其网址不变。请另编代码，或自下一年度起使用。`];
      }),
  );
}

/**
 * A unit stands below a department, a department below nothing: it approves its own units and is approved by the bureau.
 * One that an earlier release has put below another keeps its place while other things of it change.
 */
function departmentProblems(
  before: UnitRegister,
  next: UnitRegister,
  { unitId, level, name, parentId, validFrom }: UnitPeriod,
): string[] {
  if (level === "department")
    return parentId === null || periodsOf(before, unitId).at(-1)?.parentId === parentId
      ? []
      : [
          `“${name}”是主管部门，不能列在另一个主管部门之下：主管部门之下只有预算单位。隶属关系有变的，请将其所属单位逐个划转到新的主管部门。`,
        ];
  if (parentId === null) return [`请选择“${name}”的主管部门。`];
  const parent = periodsOf(next, parentId).at(-1);
  if (!parent || parent.level !== "department") return ["上级须为本地区的主管部门。"];
  if (parent.validTo !== null) return [`“${parent.name}”已于${yearOrDayText(parent.validTo)}终止，不能作为主管部门。`];
  const first = periodsOf(next, parentId)[0]!;
  if (first.validFrom !== null && first.validFrom > (validFrom ?? ""))
    return [`“${first.name}”${yearOrDayText(first.validFrom)}才设立，不能在此之前作为“${name}”的主管部门。`];
  return [];
}

/** A year that successors are to report as a whole is owed by each of them. */
function finalReportProblems(before: UnitRegister, next: UnitRegister, event: UnitEvent): string[] {
  if (event.finalReport !== "inSuccessor") return [];
  const year = yearOf(event.effectiveOn);
  const owedBefore = event.predecessors.some((unitId) => owes(before, unitId, year));
  if (!owedBefore || event.successors.every(({ unitId }) => owes(next, unitId, year))) return [];
  return [`承接单位不填报${year}年度决算，该年度决算须由原单位自行填报。`];
}

/** Years that a unit would not owe any more although its accounts are approved or published already. */
function accountsLost(
  before: UnitRegister,
  next: UnitRegister,
  touched: readonly string[],
  { years, reports }: EventContext,
): string[] {
  return years.flatMap((year) =>
    touched
      .filter((unitId) => owes(before, unitId, year) && !owes(next, unitId, year))
      .flatMap((unitId) => {
        const report = reports.find((other) => other.unitId === unitId && other.year === year);
        if (report?.stage !== "approved" && report?.stage !== "published") return [];
        const name = periodsOf(before, unitId).at(-1)!.name;
        return [
          `“${name}”${year}年度决算已${report.stage === "approved" ? "批复" : "公开"}，该年度不能改为不须填报，请改由原单位自行填报或调整生效日期。`,
        ];
      }),
  );
}
