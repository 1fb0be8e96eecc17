import "server-only";
import { forbidden } from "next/navigation";
import { isFormatId } from "@/lib/domain/formats/format-of";
import { blockersOf, formatMissing, type Blocker } from "@/lib/domain/report/blockers";
import { departmentsFirst } from "@/lib/domain/register/departments-first";
import { isEditable } from "@/lib/domain/report/lifecycle";
import { partiesOf, unitIdsOf } from "@/lib/domain/report/permissions";
import { demandOf, readCongressApproval } from "@/lib/features/congress-approvals/data";
import { evaluate, modelOf, rareCharactersOf } from "@/lib/features/checks/data";
import { readDepartmentYear, type DepartmentYear } from "@/lib/features/department-reports/data";
import { readUnitDeadlines } from "@/lib/features/extensions/data";
import { listFiscalYears, type FiscalYearRow } from "@/lib/features/fiscal-years/data";
import { listSteps, readStepSubject, type WorkflowStep } from "@/lib/features/report-steps/data";
import { requireSession, type Session } from "@/lib/features/session/loaders";
import { readCatalogues } from "@/lib/features/subjects/data";
import { listUnits, listUnitsOfYear, type UnitOfYear, type UnitRow } from "@/lib/features/units/data";
import { listReportSummaries, readContent, waitsForCongress, type ReportSummary } from "@/lib/features/versions/data";

export interface DeskUnit {
  unit: UnitRow;
  department: UnitRow | null;
  years: DeskYear[];
}

export interface DeskYear {
  /** As it is called in the year. */
  unit: UnitOfYear;
  fiscalYear: FiscalYearRow;
  /** Until when the unit has, and whether that is a deadline of its own (延期). */
  deadline: { at: Date; isExtended: boolean };
  report: ReportSummary | null;
  /** What stands in the way of 上报, while the report is the unit's to change; `null` otherwise. */
  submitBlockers: Blocker[] | null;
  /** Reviewed, and the congress has not decided (待人大批准). */
  waitsForCongress: boolean;
  /** Why the bureau withdrew its approval, while the report is under review again. */
  withdrawn: { reason: string; by: string; at: Date } | null;
  /** Why the bureau sent it back, while it lies with the unit. */
  sentBack: { reason: string; by: string; at: Date } | null;
  /** Of a department: how far its accounts can be prepared; `null` for a unit. */
  department: DepartmentYear | null;
}

/**
 * The home of a preparer: their units, and for each every year that it owes or has begun, with the state of its report.
 */
export async function loadDesk(): Promise<{ session: Session; units: DeskUnit[] }> {
  const session = await requireSession();
  const unitIds = unitIdsOf(session.actor);
  if (unitIds.length === 0) forbidden();
  const { id: districtId } = session.district;
  const [units, fiscalYears, summaries] = await Promise.all([
    listUnits(districtId),
    listFiscalYears(districtId),
    listReportSummaries(districtId, { unitIds }),
  ]);
  const [inYears, deadlines] = await Promise.all([
    Promise.all(fiscalYears.map(({ year }) => listUnitsOfYear(districtId, year, { unitIds }))),
    Promise.all(fiscalYears.map((fiscalYear) => readUnitDeadlines(districtId, fiscalYear))),
  ]);
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const deskUnits = await Promise.all(
    departmentsFirst(unitIds.flatMap((unitId) => byId.get(unitId) ?? [])).map(async (unit) => ({
      unit,
      department: unit.parentId === null ? null : (byId.get(unit.parentId) ?? null),
      years: await Promise.all(
        fiscalYears
          .map((fiscalYear, index) => ({
            unit: inYears[index]!.find(({ id }) => id === unit.id)!,
            fiscalYear,
            deadline: { at: deadlines[index]!.of(unit.id), isExtended: deadlines[index]!.isExtended(unit.id) },
            report: summaries.get(`${unit.id}:${fiscalYear.id}`) ?? null,
          }))
          .filter(({ unit: { isOwing, level }, report }) => report !== null || isOwing || level === "department")
          .map(async (place) => ({
            ...(await deskYear(session, place)),
            deadline: place.deadline,
            department:
              place.unit.level === "department"
                ? await readDepartmentYear(districtId, unit.id, place.fiscalYear.year)
                : null,
          })),
      ).then((years) => years.filter(({ report, department }) => report !== null || department?.units !== 0)),
    })),
  );
  return { session, units: deskUnits };
}

async function deskYear(
  session: Session,
  { unit, fiscalYear, report }: Pick<DeskYear, "unit" | "fiscalYear" | "report">,
): Promise<Omit<DeskYear, "department" | "deadline">> {
  const { id: districtId } = session.district;
  if (!report || !isEditable(report.version.status)) {
    const isUnderReview = report?.version.status === "underReview";
    const congress = isUnderReview ? await readCongressApproval(districtId, fiscalYear.id) : null;
    const last = isUnderReview ? (await listSteps(districtId, report.version.id)).at(-1) : undefined;
    return {
      unit,
      fiscalYear,
      report,
      submitBlockers: null,
      waitsForCongress: isUnderReview && waitsForCongress(report, demandOf(congress, fiscalYear.rule)),
      withdrawn: last?.step === "withdrawApproval" ? remarkOf(last) : null,
      sentBack: null,
    };
  }
  const isComputed = isFormatId(fiscalYear.tableSetId);
  const submitBlockers = isComputed ? await blockersOfSubmit(session, unit.id, report) : [formatMissing(fiscalYear)];
  const steps = report.version.status === "sentBack" ? await listSteps(districtId, report.version.id) : [];
  const last = steps.findLast(({ step }) => step === "sendBack");
  return {
    unit,
    fiscalYear,
    report,
    submitBlockers,
    waitsForCongress: false,
    withdrawn: null,
    sentBack: last ? remarkOf(last) : null,
  };
}

function remarkOf({ reason, by, at }: WorkflowStep): { reason: string; by: string; at: Date } {
  return { reason: reason ?? "", by, at };
}

async function blockersOfSubmit(session: Session, unitId: string, report: ReportSummary): Promise<Blocker[]> {
  const content = (await readContent(session.district.id, report.version.id))!;
  const catalogues = await readCatalogues(content.fiscalYear.catalogueId);
  const model = modelOf(content, catalogues);
  const evaluation = evaluate(content, model);
  return blockersOf(
    "submit",
    await readStepSubject(content, {
      evaluation,
      rareCharacters: await rareCharactersOf(content, catalogues, model),
      approval: null,
    }),
    {
      parties: partiesOf(session.actor, "report.submit", {
        districtId: session.district.id,
        unitId,
        status: "drafting",
      }),
    },
  );
}
