import "server-only";
import { changesOf, seriesOf, type SeriesYear, type UnitChange } from "@/lib/domain/register/changes";
import { owedYears, owedYearsText } from "@/lib/domain/register/obligations";
import { unitEventLabels, partiesOf, type UnitEvent } from "@/lib/domain/register/register";
import { requirePermission } from "@/lib/features/session/loaders";
import {
  listExemptions,
  listUnits,
  readEventContext,
  readUnitRegister,
  type Exemption,
  type UnitRow,
} from "@/lib/features/units/data";

/** A unit of the administrator's district, with the years that it owes in words and those that it does not publish. */
export interface RegisteredUnit extends UnitRow {
  owedYears: string;
  exemptions: Exemption[];
}

/**
 * All departments and units of the administrator's district as they are today, and how many events the register has.
 */
export async function loadUnits(): Promise<{ units: RegisteredUnit[]; events: number }> {
  const { district } = await requirePermission("unit.manage");
  const [units, register, exemptions] = await Promise.all([
    listUnits(district.id),
    readUnitRegister(district.id),
    listExemptions(district.id),
  ]);
  return {
    units: units.map((unit) => ({
      ...unit,
      owedYears: owedYearsText(owedYears(register, unit.id)),
      exemptions: exemptions.filter(({ unitId }) => unitId === unit.id),
    })),
    events: register.events.length,
  };
}

/** One unit with its history; `null` when the district has no such unit. */
export async function loadUnitHistory(unitId: string): Promise<{
  unit: RegisteredUnit;
  units: RegisteredUnit[];
  events: number;
  changes: UnitChange[];
  documents: { id: string; on: string; label: string; number: string; date: string }[];
  series: (SeriesYear & { exemptBasis: string | null })[];
} | null> {
  const { district } = await requirePermission("unit.manage");
  const { units, events } = await loadUnits();
  const unit = units.find(({ id }) => id === unitId);
  if (!unit) return null;
  const [register, { years }] = await Promise.all([readUnitRegister(district.id), readEventContext(district.id)]);
  const basisOf = (year: number) => unit.exemptions.find((exemption) => exemption.year === year)?.basis ?? null;
  return {
    unit,
    units,
    events,
    changes: changesOf(register, unitId),
    documents: register.events.filter((event) => partiesOf(event).has(unitId)).map(documentLine),
    series: seriesOf(register, unitId, years).map((entry) => ({ ...entry, exemptBasis: basisOf(entry.year) })),
  };
}

function documentLine({ id, kind, effectiveOn, document }: UnitEvent) {
  return { id, on: effectiveOn, label: unitEventLabels[kind], number: document.number, date: document.date };
}
