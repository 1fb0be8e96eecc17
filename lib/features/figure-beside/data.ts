import { besideFigures, changeText } from "@/lib/domain/document/beside-figures";
import { storedValueText } from "@/lib/domain/formats/stored-values";
import { figures, type NamedFigure } from "@/lib/domain/questions/figures";
import { figureSources, type FigureSource } from "@/lib/domain/report/figure-sources";
import type { ReportModel } from "@/lib/domain/report/open-report";
import { formatWan, formatYuan } from "@/lib/domain/words/amounts";
import { parseCellId, type CellId } from "@/lib/domain/words/cell-id";
import { parseFactKey, type FactKey } from "@/lib/domain/words/fact-address";
import { unitKindLabels } from "@/lib/domain/words/funds";
import { formatDateTime } from "@/lib/domain/words/moments";
import { listCellChanges } from "@/lib/features/cell-history/data";
import { changeKindLabels } from "@/lib/features/cell-history/schema";
import { modelOf } from "@/lib/features/checks/data";
import type { ComparedAmount, FigureBeside, PeerAmounts } from "@/lib/features/figure-beside/schema";
import { readCatalogues } from "@/lib/features/subjects/data";
import { readContent, type ReportContent } from "@/lib/features/versions/data";
import { pool } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";

/** Fewer units than these tell nothing about a kind, and too much about each. */
const fewestPeers = 5;

/** Entered figures whose history is told; a total of a sheet has hundreds. */
const mostHistories = 4;

/**
 * What stands beside a figure of a version: last year's, the budget, the middle of its kind, and who changed it.
 *
 * @throws AppError notFound for a version of another district, or a cell that its tables have not.
 */
export async function readFigureBeside(districtId: string, versionId: string, cell: string): Promise<FigureBeside> {
  const content = await readContent(districtId, versionId);
  if (!content) throw new AppError("notFound", `version ${versionId}`);
  const model = modelOf(content, await readCatalogues(content.fiscalYear.catalogueId));
  const tables = model.printedTables();
  const id = cell as CellId;
  const fen = fenOf(tables, id);
  if (fen === undefined) throw new AppError("notFound", `cell ${cell}`);
  const facts = model.factsBehind(id);
  const budget = besideFigures(
    { tables: tables.filter((table) => table.id === parseCellId(id).table), facts: factsOf(content) },
    null,
  ).find((each) => each.cell === id)?.budget;
  const last = model.priorValue(id);
  const [peers, history] = await Promise.all([
    fen === null ? null : readPeers(content, { id, fen, facts }),
    Promise.all(facts.slice(0, mostHistories).map((key) => historyOf(content, model, key))),
  ]);
  return {
    now: amountTexts(fen ?? 0, fen === null),
    compared:
      fen === null
        ? []
        : [...lastYearLine(fen, last, content), ...(budget ? [lineOf(budget.name, fen, budget.fen)] : [])],
    peers,
    kindLabel: unitKindLabels[content.unit.kind],
    history,
  };
}

/**
 * Where a figure of a version comes from and goes to, `null` of a blank one, or one that the model does not give.
 *
 * @throws AppError notFound for a version of another district.
 */
export async function readFigureSource(
  districtId: string,
  versionId: string,
  cell: string,
): Promise<FigureSource | null> {
  const content = await readContent(districtId, versionId);
  if (!content) throw new AppError("notFound", `version ${versionId}`);
  const model = modelOf(content, await readCatalogues(content.fiscalYear.catalogueId));
  return figureSources(model, model.printedTables())[cell as CellId] ?? null;
}

/** Fen of a printed money cell; `null` where it is blank; `undefined` where there is no such cell. */
function fenOf(tables: ReturnType<ReportModel["printedTables"]>, id: CellId): number | null | undefined {
  const printed = tables.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells)).find(({ cellId }) => cellId === id);
  return printed ? (printed.fen ?? null) : undefined;
}

function factsOf({ cells }: ReportContent) {
  return cells.flatMap(({ address, measure, value }) => (value === null ? [] : [{ ...address, measure, value }]));
}

const amountTexts = (fen: number, isBlank = false) =>
  isBlank ? { wan: "空", exact: "空" } : { wan: `${formatWan(fen)} 万元`, exact: `${formatYuan(fen)} 元` };

function lineOf(name: string, fen: number, before: number): ComparedAmount {
  const { wan, exact } = amountTexts(before);
  return { name, wan, exact, change: changeText(fen, before) };
}

function lastYearLine(fen: number, last: number | null, { priorYear, fiscalYear }: ReportContent): ComparedAmount[] {
  const name = `${fiscalYear.year - 1}年决算数`;
  if (last === null) return [{ name, wan: "没有", exact: "没有", change: "上年数未知" }];
  const line = lineOf(priorYear ? name : `${name}（单位填报）`, fen, last);
  return [last === 0 && fen !== 0 ? { ...line, change: `上年无，${line.change}` } : line];
}

async function historyOf(
  { district, version }: ReportContent,
  model: ReportModel,
  key: FactKey,
): Promise<FigureBeside["history"][number]> {
  const changes = await listCellChanges(district.id, version.id, key);
  const textOf = (value: string | null) => storedValueText(key, value, model.tableSet.sheets);
  return {
    label: model.labelOfFact(key),
    changes: changes.slice(0, 20).map(({ revision, oldValue, newValue, how, by, at }) => ({
      revision,
      from: textOf(oldValue),
      to: textOf(newValue),
      how: changeKindLabels[how],
      by,
      at: formatDateTime(at),
    })),
  };
}

/** The named figure that a cell is, or the one fact that it prints; nothing else is kept of other units by its place. */
async function readPeers(
  { district, unit, fiscalYear, cells }: ReportContent,
  { id, fen, facts }: { id: CellId; fen: number; facts: readonly FactKey[] },
): Promise<PeerAmounts | number | null> {
  const named = Object.entries<NamedFigure>(figures).find(([, figure]) => figure.cell === id)?.[0];
  const [only, ...more] = facts;
  if (named === undefined && (only === undefined || more.length > 0)) return null;
  const given = [district.id, fiscalYear.year, unit.kind, unit.id];
  const { sheet = "", row = "", fund = "", column = "" } = named === undefined ? parseFactKey(only!) : {};
  const amounts =
    named === undefined
      ? `SELECT l.unit_id, l.amount FROM fact_address x JOIN published_line l ON l.district_id = $1 AND l.year = $2 AND l.address_id = x.id
         WHERE x.sheet = $5 AND x.subject = $6 AND x.fund = $7 AND x.column_id = $8 AND x.measure = 'money'`
      : "SELECT unit_id, amount FROM published_figure WHERE district_id = $1 AND year = $2 AND figure = $5";
  const { rows } = await pool().query<{ n: number; median: number | null; staffed: number; perHead: number | null }>(
    `WITH amounts AS (${amounts}),
     people AS (SELECT l.unit_id, l.amount FROM fact_address x
       JOIN published_line l ON l.district_id = $1 AND l.year = $2 AND l.address_id = x.id
       WHERE x.sheet = 'staff' AND x.subject = 'inService' AND x.fund = '' AND x.column_id = 'count' AND l.amount > 0)
     SELECT count(*)::int AS n, percentile_cont(0.5) WITHIN GROUP (ORDER BY m.amount)::float8 AS median,
       count(p.amount)::int AS staffed,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY m.amount::float8 / p.amount)::float8 AS "perHead"
     FROM amounts m JOIN published_account a ON a.district_id = $1 AND a.year = $2 AND a.unit_id = m.unit_id
     LEFT JOIN people p ON p.unit_id = m.unit_id
     WHERE a.kind = $3::unit_kind AND a.unit_id <> $4`,
    [...given, ...(named === undefined ? [sheet, row, fund, column] : [named])],
  );
  const { n, median, staffed, perHead } = rows[0]!;
  if (n < fewestPeers || median === null) return n;
  const staff = cells.find(({ key }) => key === "staff:inService::count")?.value ?? null;
  return {
    n,
    median: amountTexts(Math.round(median)).wan,
    perHead:
      staffed < fewestPeers || perHead === null
        ? null
        : {
            median: amountTexts(Math.round(perHead)).wan,
            own: staff ? amountTexts(Math.round(fen / staff)).wan : null,
            n: staffed,
          },
  };
}
