import Link from "next/link";
import { YearLinks } from "@/components/review/year-links";
import { Callout } from "@/components/ui/callout";
import { EmptyState } from "@/components/ui/empty-state";
import { formatDateTime } from "@/lib/domain/words/moments";
import { leftDifference } from "@/lib/domain/consolidation/elimination";
import type { AdjustmentPlace } from "@/lib/domain/consolidation/adjustment-places";
import { totalScopeLabels, versionBases, versionBasisLabels } from "@/lib/domain/consolidation/scope";
import { subjectOfNoData } from "@/lib/domain/formats/stored-values";
import { formatYuan } from "@/lib/domain/words/amounts";
import type { BehindCell as Behind, FiveColumnTable as Table, LoadedTotal } from "@/lib/features/totals/loaders";
import type { MadeTotal } from "@/lib/features/total-content/schema";
import type { AskedTotal } from "@/lib/features/totals/schema";
import { Adjustments } from "./adjustments";
import { AroundTotal } from "./around-total";
import { ProposeAdjustment } from "./adjustment-form";
import { BehindCell } from "./behind-cell";
import { FiveColumnTable } from "./five-column-table";
import { FrozenState } from "./frozen-state";
import { ProposedState } from "./proposed-state";
import { totalHref, type TotalQuery } from "./total-address";
import { TotalFindings } from "./total-findings";
import { TotalMembers, type ShownMember } from "./total-members";
import { AskForTotal, ProposeTotal } from "./total-steps";

interface Props {
  loaded: LoadedTotal;
  path: string;
  query: TotalQuery;
  table: Table | null;
  behind: Behind | null;
  places: readonly AdjustmentPlace[];
  adjustmentLines: readonly (readonly string[])[];
}

const sources = {
  live: "即时汇总",
  stored: "后台汇总",
  frozen: "已批准的汇总",
  proposed: "提请批准的汇总",
} as const;
/** Of an address: the total as it is now. */
const notKept = { isFrozen: false, isProposed: false } as const;

/** A total as the bureau works with it: of whom, as of when, what it finds, and its tables in five columns. */
export function TotalView({ loaded, path, query, table, behind, places, adjustmentLines }: Props) {
  const { fiscalYear, scope, basis, made, source, asOf, department, departments, proposed } = loaded;
  const { year } = fiscalYear;
  const here = { ...query, year, basis };
  const asked: AskedTotal = { year, scope, basis };
  // Then it is handed on anew where it is said to be outdated.
  const isOutdated = proposed !== null && proposed.changes.length > 0;
  const isKept = source === "frozen" || source === "proposed";
  const liveHref = totalHref(path, { ...here, ...notKept, cell: undefined });
  const linkClass = "aria-[current=true]:font-bold aria-[current=true]:text-ink aria-[current=true]:no-underline";
  const fileParameters = totalHref(`/files/totals/${department?.code ?? "district"}/xlsx`, {
    year,
    basis,
    isOwn: query.isOwn,
    isFrozen: query.isFrozen,
    isProposed: query.isProposed,
  });
  return (
    <div className="flex flex-col gap-4">
      {department && (
        <nav aria-label="位置" className="text-sm">
          <Link href={totalHref("/review/totals", { year, basis })}>全区汇总</Link>
        </nav>
      )}
      <div>
        <h1 className="font-serif text-2xl">
          {loaded.name} {year}年度{totalScopeLabels[scope.kind]}
        </h1>
        <p className="text-sm text-muted">
          {sources[source]}，截至 {formatDateTime(asOf)}，口径：{versionBasisLabels[basis]}
          {made && `，${made.members.length}/${made.members.length + made.missing.length} 个单位`}
          {made && made.pairs.length > 0 && `，抵销 ${made.pairs.length} 对往来`}
        </p>
      </div>
      <YearLinks path={path} years={loaded.years} current={year} />
      <nav aria-label="口径" className="flex flex-wrap gap-x-3 gap-y-1 text-sm">
        {versionBases.map((each) => (
          <Link
            key={each}
            className={linkClass}
            aria-current={each === basis && !isKept ? "true" : undefined}
            href={totalHref(path, { ...here, ...notKept, basis: each, cell: undefined })}
          >
            {versionBasisLabels[each]}
          </Link>
        ))}
        {department && (
          <Link
            className={linkClass}
            aria-current={query.isOwn ? "true" : undefined}
            href={totalHref(path, { ...here, ...notKept, isOwn: !query.isOwn, cell: undefined })}
          >
            {query.isOwn ? "看部门汇总" : "只看本级"}
          </Link>
        )}
      </nav>
      <AroundTotal loaded={loaded} />
      <FrozenState
        loaded={loaded}
        frozenHref={totalHref(path, { ...here, ...notKept, basis: "approved", isFrozen: true, cell: undefined })}
        liveHref={liveHref}
      />
      <ProposedState
        loaded={loaded}
        asked={{ year, scope, basis: "approved" }}
        proposedHref={totalHref(path, { ...here, ...notKept, basis: "approved", isProposed: true, cell: undefined })}
        liveHref={liveHref}
      />
      {made && made.missing.length > 0 && (
        <Callout tone="warn" title={`汇总不完整：缺 ${made.missing.length} 个单位`}>
          {made.missing
            .slice(0, 20)
            .map(({ name, state }) => `${name}（${state}）`)
            .join("、")}
          {made.missing.length > 20 && `等 ${made.missing.length} 个`}
        </Callout>
      )}
      {made && made.left.length > 0 && (
        <Callout tone="warn" title={`未抵销差额 ${formatYuan(leftDifference(made.left))} 元，${made.left.length} 对`}>
          双方金额不一致的往来没有抵销，仍在汇总数中。<Link href={`/review/counterparts?year=${year}`}>到往来核对</Link>
        </Callout>
      )}
      {made === null ? (
        <EmptyState title="还没有汇总">单位较多，由后台汇总；完成后在这里显示截至何时、含哪些版本。</EmptyState>
      ) : (
        <div className="flex flex-wrap gap-3 text-sm">
          <a href={fileParameters}>Excel（五栏）</a>
        </div>
      )}
      <div className="flex flex-wrap gap-2">
        {loaded.mayPrepare && source === "stored" && (
          <AskForTotal asked={asked} label={made === null ? "开始汇总" : "重新汇总"} />
        )}
        {loaded.mayPrepare && basis === "approved" && !isKept && !isOutdated && (
          <ProposeTotal asked={asked} waiting={proposed && proposed.total} />
        )}
        {loaded.mayPrepare && scope.kind !== "own" && (
          <ProposeAdjustment year={year} departmentId={department?.id ?? null} places={places} />
        )}
      </div>
      {made && made.stated.length > 0 && (
        <p className="text-sm text-muted">
          各单位都声明没有数据：{made.stated.map(([slot]) => subjectOfNoData(slot, loaded.format)).join("、")}。
        </p>
      )}
      {made && (
        <TotalFindings
          findings={made.findings}
          show={query.show && query.show !== "members" ? query.show : null}
          hrefOf={(show) => totalHref(path, { ...here, show: show ?? undefined })}
        />
      )}
      {made && table && (
        <>
          <nav aria-label="表" className="flex flex-wrap gap-x-3 gap-y-1 text-sm">
            {loaded.format.tables.map(({ id, code, title }) => (
              <Link
                key={id}
                className={linkClass}
                aria-current={id === table.id ? "true" : undefined}
                href={totalHref(path, { ...here, table: id, column: undefined, cell: undefined, within: undefined })}
              >
                {code.replace("公开", "")} {title}
              </Link>
            ))}
          </nav>
          {behind && (
            <BehindCell behind={behind} year={year} backHref={totalHref(path, { ...here, cell: undefined })} />
          )}
          <FiveColumnTable
            table={table}
            path={path}
            query={here}
            lastYear={
              made.priorYear.length === 0
                ? null
                : {
                    units: made.members.filter(({ hasPriorYear }) => hasPriorYear).length,
                  }
            }
          />
        </>
      )}
      {made && (
        <TotalMembers
          year={year}
          listHref={totalHref(path, { ...here, show: query.show === "members" ? undefined : "members" })}
          isListed={query.show === "members"}
          members={shownMembers(made)}
          missing={made.missing}
        />
      )}
      {scope.kind !== "own" && (
        <section aria-label="代编和调整" className="flex flex-col gap-2">
          <h2 className="font-semibold">代编和调整（{loaded.adjustments.length}）</h2>
          <Adjustments
            adjustments={loaded.adjustments.map((adjustment, at) => ({
              ...adjustment,
              said: adjustmentLines[at] ?? [],
              ofDepartment: department
                ? ""
                : adjustment.departmentId === null
                  ? "全区"
                  : loaded.nameOf(adjustment.departmentId),
            }))}
            personId={loaded.personId}
            mayApprove={loaded.mayApprove}
          />
        </section>
      )}
      {department === null && (
        <section aria-label="各部门" className="flex flex-col gap-1">
          <h2 className="font-semibold">各部门汇总（{departments.length}）</h2>
          <ul className="grid gap-x-6 gap-y-1 text-sm sm:grid-cols-2 lg:grid-cols-3">
            {departments.map(({ id, code, name, units }) => (
              <li key={id}>
                <Link href={totalHref(`/review/totals/${code}`, { year, basis })}>{name}</Link>{" "}
                <span className="text-muted">
                  {code}，{units === 0 ? "没有单位" : `${units} 个单位`}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

/** What is shown of the units of a total, and nothing else of them. */
const shownMembers = ({ members }: MadeTotal): ShownMember[] =>
  members.map(({ unitId, code, name, status, number, blocking, unreadable, hasPriorYear }) => ({
    unitId,
    code,
    name,
    status,
    number,
    blocking,
    unreadable,
    hasPriorYear,
  }));
