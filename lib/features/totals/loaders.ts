import "server-only";
import { notFound } from "next/navigation";
import { adjustmentLines } from "@/lib/domain/consolidation/adjustment-places";
import { changeOfTotal, type ChangeOfTotal, type Contribution } from "@/lib/domain/consolidation/contributions";
import { leftDifference } from "@/lib/domain/consolidation/elimination";
import { outdatedBy, type PartChange } from "@/lib/domain/consolidation/frozen";
import {
  countedStatuses,
  totalScopeLabels,
  unitsInScope,
  versionBasisLabels,
  type TotalScope,
  type VersionBasis,
} from "@/lib/domain/consolidation/scope";
import {
  fiveColumnsOf,
  rowsOfTotal,
  summandColumns,
  totalColumns,
  type TotalColumn,
  type TotalFigures,
  type TotalRow,
} from "@/lib/domain/consolidation/total";
import type { Figures } from "@/lib/domain/engine/contract";
import { factsBehind, labelOfCell, labelOfFact, programForFacts } from "@/lib/domain/engine/figures";
import type { Format, TableDefinition } from "@/lib/domain/formats/define";
import { formatOf } from "@/lib/domain/formats/format-of";
import { versionStatusLabels, type VersionStatus } from "@/lib/domain/report/lifecycle";
import { can } from "@/lib/domain/report/permissions";
import { formatYuan } from "@/lib/domain/words/amounts";
import { cellIdOf, type CellId } from "@/lib/domain/words/cell-id";
import { noFacts } from "@/lib/domain/words/facts";
import { severityLabels } from "@/lib/domain/words/finding";
import { transferKind } from "@/lib/domain/words/counterparts";
import { chinaDay } from "@/lib/domain/words/moments";
import { writeTotal } from "@/lib/documents/excel/write-total";
import { askedYear, listFiscalYears, type FiscalYearRow } from "@/lib/features/fiscal-years/data";
import { requirePermission, sessionOrThrow, type Session } from "@/lib/features/session/loaders";
import { nameOfSubject, readCatalogues, type Catalogues } from "@/lib/features/subjects/data";
import {
  contributionsNow,
  contributionsOfLastYear,
  figuresOfTotal,
  makeTotal,
  makingOfTotal,
  readMakingNow,
} from "@/lib/features/made-totals/data";
import { chooseVersions, findDepartment, listUnitsNear, readLastYearMembers } from "@/lib/features/total-scopes/data";
import {
  findStoredTotal,
  listCorrectionsSince,
  type CorrectionSince,
  type StoredTotal,
} from "@/lib/features/totals/data";
import { listAdjustments, type ListedAdjustment } from "@/lib/features/total-adjustments/data";
import { adjustmentKinds, adjustmentStates } from "@/lib/features/total-adjustments/schema";
import { LIVE_UNITS } from "@/lib/features/totals/schema";
import type { MadeTotal } from "@/lib/features/total-content/schema";
import { departmentOfScope } from "@/lib/features/total-scopes/schema";
import { listUnitsOfYear, type UnitOfYear } from "@/lib/features/units/data";
import { requireFormat } from "@/lib/features/versions/data";
import { now } from "@/lib/platform/clock";
import { AppError } from "@/lib/platform/errors";

/** Which total an address names, and what of it. */
export interface TotalAddress {
  /** Code of a department; `null`: the district. */
  code: string | null;
  year?: number;
  basis: VersionBasis;
  isOwn: boolean;
  isFrozen: boolean;
  isProposed: boolean;
}

/** A total with everything that its pages and files show. */
export interface LoadedTotal {
  years: FiscalYearRow[];
  fiscalYear: FiscalYearRow;
  format: Format;
  catalogues: Catalogues;
  scope: TotalScope;
  basis: VersionBasis;
  /** 区教育局, 罗庄区 */
  name: string;
  districtId: string;
  department: UnitOfYear | null;
  departments: (UnitOfYear & { units: number })[];
  /** `null`: one of many units that nobody has had made yet. */
  made: MadeTotal | null;
  asOf: Date;
  /** `live`: made for this page; `stored`: by a job; `frozen`: approved; `proposed`: waiting for it. */
  source: "live" | "stored" | "frozen" | "proposed";
  /** The one that was approved last, with what has changed since. */
  frozen: KeptTotal | null;
  /** The one that waits for another person's approval, with what has changed since. */
  proposed: KeptTotal | null;
  /** The one that was handed on last, where it was not approved and none waits. */
  returned: StoredTotal | null;
  /** The accounts that the department makes of its total; `null` state: not begun. `null`: of no department. */
  departmentReport: { code: string; name: string; status: VersionStatus | null } | null;
  /** The same total of the year before; `null`: there is no such year, or the department was not there. */
  lastYear: LastYearsTotal | null;
  adjustments: ListedAdjustment[];
  personId: string;
  mayPrepare: boolean;
  mayApprove: boolean;
  nameOf: (unitId: string) => string;
}

/** A total that is kept, with what is not as it was since it was made, and the corrections by which it came to that. */
export interface KeptTotal {
  total: StoredTotal;
  changes: PartChange[];
  corrections: CorrectionSince[];
}

/** Last year's total of the same scope: where it stands, and since when it is approved. */
export interface LastYearsTotal {
  year: number;
  /** Of the department then; `null`: of the district. */
  code: string | null;
  isOwn: boolean;
  /** `null`: none was approved. */
  frozenAt: Date | null;
}

/**
 * A total as the bureau sees it; `null`: the district has no year yet. Leads to 404 for a year or a department that there
 * is not.
 */
export async function loadTotal(address: TotalAddress): Promise<LoadedTotal | null> {
  const session = await requirePermission("queue.read");
  return readTotal(session, address).catch((thrown: unknown) => {
    if (thrown instanceof AppError && thrown.code === "notFound") notFound();
    throw thrown;
  });
}

/** @throws AppError notFound for a year or a department that there is not. */
async function readTotal({ actor, district, user }: Session, address: TotalAddress): Promise<LoadedTotal | null> {
  const years = await listFiscalYears(district.id);
  const fiscalYear = askedYear(years, address.year);
  if (!fiscalYear) {
    if (address.year !== undefined || address.code !== null) throw new AppError("notFound", `year ${address.year}`);
    return null;
  }
  requireFormat(fiscalYear);
  const department = address.code === null ? null : await findDepartment(district.id, fiscalYear.year, address.code);
  if (department === null && address.code !== null) throw new AppError("notFound", `department ${address.code}`);
  const scope: TotalScope =
    department === null
      ? { kind: "district" }
      : { kind: address.isOwn ? "own" : "department", departmentId: department.id };
  const { year } = fiscalYear;
  const units = await listUnitsNear(district.id, year, scope);
  const find = (options: Parameters<typeof findStoredTotal>[3]) => findStoredTotal(district.id, year, scope, options);
  const [approved, proposed, returned, adjustments] = await Promise.all([
    find({ basis: "approved", state: "frozen" }),
    find({ basis: "approved", state: "proposed" }),
    find({ basis: "approved", state: "returned" }),
    listAdjustments(district.id, year, scope),
  ]);
  const today = approved || proposed ? await readMakingNow(district.id, year, scope, units) : null;
  const shown = await shownTotal();
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  return {
    years,
    fiscalYear,
    format: formatOf(fiscalYear.tableSetId),
    catalogues: await readCatalogues(fiscalYear.catalogueId),
    scope,
    basis: address.isFrozen || address.isProposed ? "approved" : address.basis,
    name: department?.name ?? district.name,
    districtId: district.id,
    department,
    departments: department === null ? departmentsOf(units) : [],
    ...shown,
    frozen: approved && (await keptTotal(approved)),
    proposed: proposed && (await keptTotal(proposed)),
    returned: returned && !proposed && !(approved && approved.madeAt > returned.madeAt) ? returned : null,
    departmentReport: department && scope.kind === "department" ? await reportOf(department) : null,
    lastYear: years.some((each) => each.year === year - 1)
      ? await readLastYearsTotal(district.id, year - 1, scope)
      : null,
    adjustments,
    personId: user.id,
    mayPrepare: can(actor, "total.prepare", { districtId: district.id }),
    mayApprove: can(actor, "total.approve", { districtId: district.id }),
    nameOf: (unitId) => byId.get(unitId)?.name ?? "不在本区名录的单位",
  };

  async function shownTotal(): Promise<Pick<LoadedTotal, "made" | "asOf" | "source">> {
    if (address.isFrozen) {
      if (!approved) throw new AppError("notFound", "frozen total");
      return { made: approved.made, asOf: approved.madeAt, source: "frozen" };
    }
    // Once it is decided there is none to show, and the page goes on to the total itself.
    if (address.isProposed)
      return { made: proposed?.made ?? null, asOf: proposed?.madeAt ?? now(), source: "proposed" };
    if (unitsInScope(units, scope).length <= LIVE_UNITS)
      return {
        made: await makeTotal(district.id, fiscalYear!, scope, address.basis),
        asOf: now(),
        source: "live",
      };
    const stored = await find({ basis: address.basis });
    return { made: stored?.made ?? null, asOf: stored?.madeAt ?? now(), source: "stored" };
  }

  async function reportOf({ id, code, name }: UnitOfYear): Promise<LoadedTotal["departmentReport"]> {
    const [version] = await chooseVersions(district.id, year, [id], countedStatuses.newest);
    return { code, name, status: version?.status ?? null };
  }

  async function keptTotal(total: StoredTotal): Promise<KeptTotal> {
    const changes = outdatedBy(makingOfTotal(total.made), today!, total.madeAt);
    return { total, changes, corrections: await listCorrectionsSince(district.id, year, changes) };
  }
}

async function readLastYearsTotal(districtId: string, year: number, scope: TotalScope): Promise<LastYearsTotal | null> {
  const departmentId = departmentOfScope(scope);
  const [department] =
    departmentId === null ? [] : await listUnitsOfYear(districtId, year, { unitIds: [departmentId] });
  if (departmentId !== null && department?.level !== "department") return null;
  const frozen = await findStoredTotal(districtId, year, scope, { basis: "approved", state: "frozen" });
  return {
    year,
    code: department?.code ?? null,
    isOwn: scope.kind === "own",
    frozenAt: frozen?.frozenAt ?? null,
  };
}

function departmentsOf(units: readonly UnitOfYear[]): LoadedTotal["departments"] {
  return units
    .filter(({ level, isThere }) => level === "department" && isThere)
    .map((department) => ({
      ...department,
      units: unitsInScope(units, { kind: "department", departmentId: department.id }).length,
    }));
}

/** A column of a statutory table that has figures, with its head. */
export interface AmountColumn {
  id: string;
  head: string;
}

/** One table of a total: its rows with their figures in five columns. */
export interface FiveColumnTable {
  id: string;
  code: string;
  title: string;
  columns: readonly AmountColumn[];
  column: string;
  /** `before`: of the same units last year; `null` where it is not known. */
  rows: readonly (TotalRow & { cell: CellId; values: Record<TotalColumn, number | null>; before: number | null })[];
}

function amountColumnsOf(table: TableDefinition): AmountColumn[] {
  const { body } = table;
  const of = (columns: readonly { id: string; label: string; heads?: readonly string[] }[]) =>
    columns.map(({ id, label, heads }) => ({ id, head: [...(heads ?? []), label].join("·") }));
  switch (body.kind) {
    case "paired": {
      const all = [...body.left.columns, ...body.right.columns];
      return of(all.filter(({ id }, at) => all.findIndex((each) => each.id === id) === at));
    }
    case "economic":
      return of([body.column]);
    default:
      return of(body.columns);
  }
}

/**
 * A table of a total in five columns, of one of its own columns (the first when none is named), beside last year's
 * figures of the same units where they are asked for.
 */
export function fiveColumnTable(
  figures: TotalFigures,
  table: TableDefinition,
  { column, lastYear = null }: { column?: string | undefined; lastYear?: Figures | null } = {},
): FiveColumnTable {
  const columns = amountColumnsOf(table);
  const chosen = columns.find(({ id }) => id === column) ?? columns[0]!;
  const rows = rowsOfTotal(figures, table.id).flatMap((row) => {
    const cell = cellIdOf(table.id, row.id, chosen.id);
    if (!totalColumns.some((each) => figures[each].hasCell(cell))) return [];
    const before = lastYear?.hasCell(cell) ? lastYear.value(cell) : null;
    return [{ ...row, cell, values: fiveColumnsOf(figures, cell), before }];
  });
  return { id: table.id, code: table.code, title: table.title, columns, column: chosen.id, rows };
}

/** The units behind a cell of a total. */
export interface BehindCell {
  cell: CellId;
  label: string;
  values: Record<TotalColumn, number | null>;
  units: (Contribution & { code: string; name: string; status: MadeTotal["members"][number]["status"] })[];
  factCount: number;
  /** The first of the facts behind it, in words. */
  facts: string[];
  /** Against last year's approved accounts of the same scope; `null` where there are none. */
  change:
    | (Omit<ChangeOfTotal, "main" | "come" | "gone"> & { main: NamedChange[]; come: string[]; gone: string[] })
    | null;
}

interface NamedChange {
  name: string;
  change: number;
}

/** Of a grand total every fact is behind it; the beginning says what kind of figures they are. */
const NAMED_FACTS = 50;

/** From a cell to the units behind it. `null` for a cell that the total has not. */
export async function loadBehind(
  loaded: Omit<LoadedTotal, "made"> & { made: MadeTotal },
  figures: TotalFigures,
  cell: CellId,
): Promise<BehindCell | null> {
  const { districtId, fiscalYear, scope, made, format, catalogues, nameOf } = loaded;
  const column = totalColumns.find((each) => figures[each].hasCell(cell));
  if (!column) return null;
  const keys = new Set(summandColumns.flatMap((each) => factsBehind(figures[each], cell)));
  const [units, lastYear] = await Promise.all([contributionsNow(districtId, made, figures, cell), readLastYear()]);
  const members = new Map(made.members.map((member) => [member.unitId, member]));
  return {
    cell,
    label: labelOfCell(figures[column], cell),
    values: fiveColumnsOf(figures, cell),
    units: units.map((contribution) => {
      const { code, name, status } = members.get(contribution.unitId)!;
      return { ...contribution, code, name, status };
    }),
    change: lastYear && changeSince(lastYear),
    factCount: keys.size,
    facts: [...keys].slice(0, NAMED_FACTS).map((key) => labelOfFact(figures[column], key, nameOfSubject(catalogues))),
  };

  /** Each unit's part of last year; `null` where no unit has accounts of it. */
  async function readLastYear() {
    const before = await readLastYearMembers(districtId, fiscalYear.year, scope);
    if (before.length === 0) return null;
    return {
      before,
      last: await contributionsOfLastYear(districtId, fiscalYear.year, made, before, cell, { format, catalogues }),
    };
  }

  function changeSince({ before, last }: NonNullable<Awaited<ReturnType<typeof readLastYear>>>): BehindCell["change"] {
    const figureOf = (of: readonly Contribution[]) => new Map(of.map(({ unitId, value }) => [unitId, value]));
    const [is, was] = [figureOf(units), figureOf(last)];
    const ids = new Set([...made.members, ...before].map(({ unitId }) => unitId));
    const reported = new Set(before.map(({ unitId }) => unitId));
    const { main, come, gone, ...change } = changeOfTotal(
      Array.from(ids, (unitId) => ({
        unitId,
        now: members.has(unitId) ? (is.get(unitId) ?? 0) : null,
        before: reported.has(unitId) ? (was.get(unitId) ?? 0) : null,
      })),
    );
    return {
      ...change,
      main: main.map(({ unitId, change: by }) => ({ name: nameOf(unitId), change: by })),
      come: come.map(nameOf),
      gone: gone.map(nameOf),
    };
  }
}

/** What every adjustment of a total says, line by line, in the year's words. */
export function adjustmentsInWords(
  { adjustments, catalogues }: Pick<LoadedTotal, "adjustments" | "catalogues">,
  figures: TotalFigures,
): string[][] {
  return adjustments.map(({ lines }) => adjustmentLines(lines, figures.total, nameOfSubject(catalogues)));
}

/** The figures of a total, whether it was made for this page or kept. */
export function loadFigures(
  { format, catalogues }: Pick<LoadedTotal, "format" | "catalogues">,
  made: MadeTotal,
): TotalFigures {
  return figuresOfTotal(made, format, catalogues);
}

/** Last year's figures of the units that a total adds up; `null`: of none of them is anything known. */
export function figuresOfLastYear(
  { format, catalogues }: Pick<LoadedTotal, "format" | "catalogues">,
  { priorYear }: MadeTotal,
): Figures | null {
  if (priorYear.length === 0) return null;
  return programForFacts({ tableSet: format, ...catalogues, facts: { ...noFacts, amounts: new Map(priorYear) } });
}

const momentOf = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Asia/Shanghai",
  dateStyle: "short",
  timeStyle: "short",
});

/** A total as a workbook. @throws AppError notFound where there is none yet */
export async function loadTotalWorkbook(
  address: TotalAddress,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; name: string }> {
  const session = await sessionOrThrow();
  if (!can(session.actor, "queue.read", { districtId: session.district.id })) throw new AppError("forbidden", "total");
  const loaded = await readTotal(session, address);
  if (!loaded?.made) throw new AppError("notFound", "total");
  const { made, fiscalYear, scope, basis, format, asOf, name, nameOf } = loaded;
  const figures = loadFigures(loaded, made);
  const title = `${name}${fiscalYear.year}年度${totalScopeLabels[scope.kind]}`;
  const said = adjustmentsInWords(loaded, figures);
  const pairRow = ({ payer, receiver, kind, paid, received }: MadeTotal["pairs"][number], state: string) => [
    nameOf(payer),
    nameOf(receiver),
    transferKind(kind).label,
    paid === null ? "" : paid / 100,
    received === null ? "" : received / 100,
    state,
  ];
  const written = await writeTotal({
    name: title,
    date: chinaDay(asOf),
    notes: [
      ["汇总", title],
      ["口径", versionBasisLabels[basis]],
      ["截至", momentOf.format(asOf)],
      ["单位", `${made.members.length} 个，缺 ${made.missing.length} 个`],
      ["未抵销差额", `${formatYuan(leftDifference(made.left))} 元，${made.left.length} 对`],
      ...(loaded.source === "frozen" ? [["内容摘要", loaded.frozen!.total.contentHash] as const] : []),
      ...(loaded.source === "proposed" ? [["待批准，内容摘要", loaded.proposed!.total.contentHash] as const] : []),
    ],
    tables: format.tables.map((table) => {
      const { columns } = fiveColumnTable(figures, table);
      return {
        code: table.code,
        title: table.title,
        columns: columns.map(({ id, head }) => ({ head, rows: fiveColumnTable(figures, table, { column: id }).rows })),
      };
    }),
    lists: [
      {
        name: "单位",
        heads: ["单位编码", "单位名称", "状态", "版本"],
        rows: [
          ...made.members.map(({ code, name: unit, status, number }) => [
            code,
            unit,
            versionStatusLabels[status],
            number,
          ]),
          ...made.missing.map(({ code, name: unit, state }) => [code, unit, `未汇总（${state}）`, ""]),
        ],
      },
      {
        name: "往来",
        heads: ["付出单位", "收入单位", "往来", "付出方填列（元）", "收入方填列（元）", "处理"],
        rows: [
          ...made.pairs.map((pair) => pairRow(pair, "已抵销")),
          ...made.left.map((pair) => pairRow(pair, "未抵销")),
        ],
      },
      {
        name: "审核",
        heads: ["规则", "程度", "内容"],
        rows: made.findings.map(({ ruleId, severity, message }) => [ruleId, severityLabels[severity], message]),
      },
      {
        name: "代编和调整",
        heads: ["种类", "内容", "文号", "依据", "状态"],
        rows: loaded.adjustments.map((adjustment, at) => [
          adjustmentKinds[adjustment.kind],
          said[at]!.join("；"),
          adjustment.documentNumber,
          adjustment.basis,
          adjustmentStates[adjustment.state],
        ]),
      },
    ],
  });
  return { bytes: new Uint8Array(written), name: `${title}（${versionBasisLabels[basis]}）.xlsx` };
}
