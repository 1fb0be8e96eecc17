// Random histories of ten years, recorded one event after the other, against a second reading that knows nothing of
// periods: it keeps the accepted events and plays them again, from the beginning, for every question.
import fc from "fast-check";
import { expect, it } from "vitest";
import type { EventDraft } from "./event-draft";
import {
  holdsOn,
  periodsOf,
  unitEventKinds,
  unitInYear,
  unitsOn,
  type FinalReport,
  type UnitRegister,
  type UnitEventKind,
  type UnitState,
} from "./register";
import { seriesOf, unitsByCode } from "./changes";
import { obligationsOf } from "./obligations";
import { openingsOf, type BalancesOfUnits } from "./openings";
import { recordEvent } from "./record-event";

const firstYear = 2015;
const years = Array.from({ length: 11 }, (_, index) => firstYear + index);

const department = (code: string): UnitState => ({ ...unit(code, null), level: "department" });
function unit(code: string, parentId: string | null): UnitState {
  return {
    code,
    name: `名${code}`,
    shortName: null,
    parentId,
    level: "unit",
    kind: "institution",
    isObliged: true,
    isDepartmentsOwn: false,
  };
}

const initial: Record<string, UnitState> = {
  d1: department("100"),
  d2: department("200"),
  u1: unit("101", "d1"),
  u2: unit("102", "d1"),
  u3: unit("201", "d2"),
  u4: unit("202", "d2"),
};
const begun: UnitRegister = {
  periods: Object.entries(initial).map(([unitId, state]) => ({ ...state, unitId, validFrom: null, validTo: null })),
  events: [],
};

interface Command {
  kind: UnitEventKind;
  day: number;
  isFirstDay: boolean;
  one: number;
  other: number;
  share: number;
  survives: boolean;
  finalReport: FinalReport;
}

const command = fc.record<Command>({
  kind: fc.constantFrom(...unitEventKinds),
  day: fc.nat(3649),
  isFirstDay: fc.boolean(),
  one: fc.nat(99),
  other: fc.nat(99),
  share: fc.nat(10_000),
  survives: fc.boolean(),
  finalReport: fc.constantFrom("ownFinalReport", "inSuccessor"),
});

function dayOf({ day, isFirstDay }: Command): string {
  const moment = new Date(Date.UTC(firstYear, 0, 1 + day)).toISOString().slice(0, 10);
  return isFirstDay ? `${moment.slice(0, 4)}-01-01` : moment;
}

/** The event that a command means among the units there are on its day; `serial` makes names and codes that are new. */
function draftOf(register: UnitRegister, given: Command, serial: number): EventDraft | null {
  const effectiveOn = dayOf(given);
  const there = unitsOn(register, effectiveOn);
  const units = there.filter(({ level }) => level === "unit").map(({ unitId }) => unitId);
  const departments = there.filter(({ level }) => level === "department").map(({ unitId }) => unitId);
  // Every fourth time a department, and now and then somebody else than the rules allow.
  const pool = given.one % 4 === 0 ? departments : units;
  const unitId = pool[given.one % Math.max(pool.length, 1)];
  const other = pool[given.other % Math.max(pool.length, 1)];
  const parentId = departments[given.other % Math.max(departments.length, 1)] ?? null;
  if (unitId === undefined || other === undefined) return null;
  const base = { id: `e${serial}`, effectiveOn, document: { number: `文〔${serial}〕号`, date: effectiveOn } };
  const level = there.find((period) => period.unitId === unitId)!.level;
  const founded = { unitId: `n${serial}`, state: { ...unit(`9${serial}`, parentId), level } };
  // Sometimes a code that somebody has or had.
  const code =
    given.share % 5 === 0 ? (register.periods[given.share % register.periods.length]?.code ?? "1") : `8${serial}`;
  const { kind, share, finalReport } = given;
  switch (kind) {
    case "found":
      return { ...base, kind, ...founded };
    case "rename":
      return { ...base, kind, unitId, name: given.share % 7 === 0 ? "同名" : `新名${serial}`, shortName: null };
    case "recode":
      return { ...base, kind, unitId, code };
    case "transfer":
      return { ...base, kind, unitId, parentId };
    case "reclassify":
      return {
        ...base,
        kind,
        unitId,
        unitKind: "administrative",
        isObliged: given.share % 3 !== 0,
        isDepartmentsOwn: given.share % 4 === 0,
      };
    case "merge":
      return { ...base, kind, predecessors: [unitId, other], successor: founded, finalReport };
    case "absorb":
      return { ...base, kind, predecessors: [unitId], successorId: other, finalReport };
    case "split":
      return {
        ...base,
        kind,
        unitId,
        finalReport,
        successors: [
          given.survives ? { unitId, share, state: null } : { unitId: other, share, state: null },
          { ...founded, share: 10_000 - share },
        ],
      };
    case "dissolve":
      return { ...base, kind, unitId };
  }
}

// The second reading -------------------------------------------------------------------------------------------------

type World = Map<string, UnitState>;

/** The units on a day: everything accepted that took effect by then, done again to the first state. */
function worldOn(accepted: readonly EventDraft[], day: string): World {
  const world: World = new Map(Object.entries(initial));
  for (const draft of played(accepted)) {
    if (draft.effectiveOn > day) continue;
    const set = (unitId: string, change: Partial<UnitState>) => world.set(unitId, { ...world.get(unitId)!, ...change });
    const moveBelow = (from: string, to: string) => {
      for (const [unitId, state] of world)
        if (state.parentId === from) world.set(unitId, { ...state, parentId: to, isDepartmentsOwn: false });
    };
    switch (draft.kind) {
      case "found":
        world.set(draft.unitId, draft.state);
        break;
      case "rename":
        set(draft.unitId, { name: draft.name, shortName: draft.shortName });
        break;
      case "recode":
        set(draft.unitId, { code: draft.code });
        break;
      case "transfer":
        set(draft.unitId, { parentId: draft.parentId, isDepartmentsOwn: false });
        break;
      case "reclassify":
        set(draft.unitId, {
          kind: draft.unitKind,
          isObliged: draft.isObliged,
          isDepartmentsOwn: draft.isDepartmentsOwn,
        });
        break;
      case "merge":
        world.set(draft.successor.unitId, draft.successor.state);
        for (const gone of draft.predecessors) {
          world.delete(gone);
          moveBelow(gone, draft.successor.unitId);
        }
        break;
      case "absorb":
        for (const gone of draft.predecessors) {
          world.delete(gone);
          moveBelow(gone, draft.successorId);
        }
        break;
      case "split":
        for (const { unitId, state } of draft.successors) if (state) world.set(unitId, state);
        if (!draft.successors.some(({ unitId }) => unitId === draft.unitId)) world.delete(draft.unitId);
        break;
      case "dissolve":
        world.delete(draft.unitId);
    }
  }
  return world;
}

function played(accepted: readonly EventDraft[]): EventDraft[] {
  return [...accepted].sort((one, other) => one.effectiveOn.localeCompare(other.effectiveOn));
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

/** Who goes out of an event, to whom with which part, and whether the year goes with them. */
function handover(draft: EventDraft): { from: string[]; to: [string, number][]; isWholeYear: boolean } {
  switch (draft.kind) {
    case "merge":
      return {
        from: [...draft.predecessors],
        to: [[draft.successor.unitId, 1]],
        isWholeYear: draft.finalReport === "inSuccessor",
      };
    case "absorb":
      return {
        from: [...draft.predecessors],
        to: [[draft.successorId, 1]],
        isWholeYear: draft.finalReport === "inSuccessor",
      };
    case "split":
      return {
        from: [draft.unitId],
        to: draft.successors.map(({ unitId, share }) => [unitId, share / 10_000]),
        isWholeYear: draft.finalReport === "inSuccessor",
      };
    case "dissolve":
      return { from: [draft.unitId], to: [], isWholeYear: false };
    default:
      return { from: [], to: [], isWholeYear: false };
  }
}

function owing(accepted: readonly EventDraft[], year: number): string[] {
  const owe = (world: World, unitId: string) => {
    const state = world.get(unitId);
    return state?.level === "unit" && state.isObliged;
  };
  const atEnd = worldOn(accepted, `${year}-12-31`);
  const ended = accepted
    .filter(({ effectiveOn }) => effectiveOn.startsWith(String(year)) && !effectiveOn.endsWith("-01-01"))
    .flatMap((draft) => {
      const { from, to, isWholeYear } = handover(draft);
      if (isWholeYear) return [];
      const before = worldOn(accepted, dayBefore(draft.effectiveOn));
      return from.filter((unitId) => !to.some(([next]) => next === unitId) && owe(before, unitId));
    });
  return [...new Set([...[...atEnd.keys()].filter((unitId) => owe(atEnd, unitId)), ...ended])].sort();
}

/** Where an amount that a unit closed last year with is at the beginning of a year, in parts; "" is nobody. */
function whereIs(
  accepted: readonly EventDraft[],
  unitId: string,
  year: number,
  part = 1,
  from = 0,
): [string, number][] {
  const events = played(accepted);
  for (let at = from; at < events.length; at += 1) {
    const { from: givers, to, isWholeYear } = handover(events[at]!);
    if (!givers.includes(unitId)) continue;
    const ofYear = Number(events[at]!.effectiveOn.slice(0, 4));
    const isAtBeginning = isWholeYear || events[at]!.effectiveOn.endsWith("-01-01");
    const goesOn = to.some(([next]) => next === unitId);
    if (goesOn ? !(isAtBeginning && ofYear === year) : (isAtBeginning ? ofYear : ofYear + 1) > year) continue;
    if (to.length === 0) return [["", part]];
    return to.flatMap(([next, share]) => whereIs(accepted, next, year, part * share, at + 1));
  }
  return [[unitId, part]];
}

// ----------------------------------------------------------------------------------------------------------------------

const acceptedKinds = new Map<string, number>();

it("says of every year who owes it, what they are called, whose they are and what they open with", () => {
  fc.assert(
    fc.property(fc.array(command, { minLength: 1, maxLength: 24 }), (commands) => {
      // Mostly in the order of time, as a register is kept; every sixth comes late and may have to be refused.
      const ordered = [...commands].sort((one, other) => sortKey(one) - sortKey(other));
      const accepted: EventDraft[] = [];
      let register = begun;
      for (const [serial, given] of ordered.entries()) {
        const draft = draftOf(register, given, serial);
        if (!draft) continue;
        const recorded = recordEvent(register, draft, { today: "2099-12-31", years: [], reports: [] });
        if (!recorded.ok) {
          expect(recorded.reasons.length).toBeGreaterThan(0);
          continue;
        }
        ({ register } = recorded);
        accepted.push(draft);
        acceptedKinds.set(draft.kind, (acceptedKinds.get(draft.kind) ?? 0) + 1);
      }
      const unitIds = [...new Set(register.periods.map(({ unitId }) => unitId))];
      followEachOther(register, unitIds);
      for (const year of years) {
        const world = worldOn(accepted, `${year}-12-31`);
        expect(
          unitsOn(register, `${year}-12-31`).map(({ unitId, validFrom: _from, validTo: _to, ...state }) => [
            unitId,
            state,
          ]),
        ).toEqual([...world].sort(([, one], [, other]) => (one.code < other.code ? -1 : 1)));
        const owed = obligationsOf(register, year).map(({ unitId }) => unitId);
        expect(owed.sort()).toEqual(owing(accepted, year));
        for (const unitId of owed) {
          const last = world.get(unitId) ?? worldOn(accepted, dayBefore(endOf(accepted, unitId))).get(unitId)!;
          expect(unitInYear(register, unitId, year)).toMatchObject(last);
          expect(unitsByCode(register, last.code)).toContain(unitId);
        }
        const codes = owed.map((unitId) => unitInYear(register, unitId, year)!.code);
        expect(new Set(codes).size).toBe(codes.length);
        expectOpenings(register, accepted, year);
      }
      for (const unitId of unitIds) {
        const owedYears = years.filter((year) => owing(accepted, year).includes(unitId));
        expect(seriesOf(register, unitId, years).map(({ year }) => year)).toEqual(owedYears);
      }
    }),
    { numRuns: 200 },
  );
  // The histories are no empty ones.
  expect([...acceptedKinds.keys()].sort()).toEqual([...unitEventKinds].sort());
  expect(Math.min(...acceptedKinds.values())).toBeGreaterThan(20);
});

function sortKey({ day, one }: Command): number {
  return one % 6 === 0 ? day + 2000 : day;
}

function endOf(accepted: readonly EventDraft[], unitId: string): string {
  return accepted.find((draft) => {
    const { from, to } = handover(draft);
    return from.includes(unitId) && !to.some(([next]) => next === unitId);
  })!.effectiveOn;
}

function followEachOther(register: UnitRegister, unitIds: readonly string[]): void {
  for (const unitId of unitIds) {
    const periods = periodsOf(register, unitId);
    for (const [index, { validFrom, validTo }] of periods.entries()) {
      if (index > 0) expect(validFrom).toBe(periods[index - 1]!.validTo);
      if (validFrom !== null && validTo !== null) expect(validFrom < validTo).toBe(true);
    }
  }
  for (const day of new Set(register.periods.flatMap(({ validFrom }) => validFrom ?? []))) {
    const there = register.periods.filter((period) => holdsOn(period, day));
    expect(new Set(there.map(({ code }) => code)).size).toBe(there.length);
    expect(new Set(there.map(({ level, name }) => `${level}${name}`)).size).toBe(there.length);
  }
}

/** Every unit closed the year before with an odd sum: who holds it now, together all of it. */
function expectOpenings(register: UnitRegister, accepted: readonly EventDraft[], year: number): void {
  const closings: BalancesOfUnits = new Map(
    obligationsOf(register, year - 1).map(({ unitId }, index) => [
      unitId,
      new Map([["general", (index + 1) * 100_003 * (index % 3 === 0 ? -1 : 1)]]),
    ]),
  );
  const { openings, surrendered } = openingsOf(register, year, closings);
  const expected = new Map<string, number>();
  for (const [unitId, balances] of closings) {
    for (const [holder, part] of whereIs(accepted, unitId, year))
      expected.set(holder, (expected.get(holder) ?? 0) + balances.get("general")! * part);
  }
  const sum = (units: BalancesOfUnits) =>
    [...units.values()].reduce((total, of) => total + (of.get("general") ?? 0), 0);
  expect(sum(openings) + sum(surrendered)).toBe(sum(closings));
  for (const unitId of new Set([...openings.keys(), ...expected.keys()])) {
    const held = unitId === "" ? sum(surrendered) : (openings.get(unitId)?.get("general") ?? 0);
    // The second reading divides exactly; a fen may be rounded at every division on the way.
    expect(Math.abs(held - (expected.get(unitId) ?? 0))).toBeLessThan(accepted.length + 1);
  }
}
