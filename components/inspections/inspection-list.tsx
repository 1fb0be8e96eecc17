import Link from "next/link";
import type { ReactNode } from "react";
import { ListTable } from "@/components/ui/list-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Paging } from "@/components/ui/paging";
import { PastLastPage } from "@/components/ui/past-last-page";
import { defectIds, defectOf } from "@/lib/domain/inspection/defects";
import {
  countVerdicts,
  defectsOf,
  glances,
  glancesOf,
  type Glance,
  type UnitInspection,
} from "@/lib/domain/inspection/inspection";
import { UNITS_OF_A_PAGE, type InspectionQuery } from "@/lib/features/inspections/schema";
import type { InspectionPage } from "@/lib/features/inspections/loaders";

type Query = Partial<InspectionQuery>;

/** The address of the list, without what narrows nothing. */
function addressOf(query: Query): string {
  const given = Object.entries(query).filter(
    ([name, value]) => value !== undefined && value !== "" && !(name === "page" && value === 1),
  );
  return `/review/inspections?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`;
}

/** Late, missing and unreadable at a glance, and each defect with the number of units that have it: filters as links. */
export function InspectionFilters({
  query,
  year,
  count,
  tally,
  departments,
}: Omit<InspectionPage, "years" | "units" | "total">) {
  const kept: Query = { year, department: query.department, q: query.q };
  return (
    <div className="flex flex-col gap-3 text-sm">
      <nav aria-label="一眼看到" className="flex flex-wrap gap-x-4 gap-y-1">
        <FilterLink href={addressOf(kept)} isCurrent={!query.glance && !query.defect}>
          全部 {count}
        </FilterLink>
        {(Object.keys(glances) as Glance[]).map((glance) => (
          <FilterLink key={glance} href={addressOf({ ...kept, glance })} isCurrent={query.glance === glance}>
            {glances[glance]} {tally.glances[glance]}
          </FilterLink>
        ))}
      </nav>
      <form action="/review/inspections" className="flex flex-wrap items-end gap-3" role="search">
        <input type="hidden" name="year" value={year} />
        {query.glance && <input type="hidden" name="glance" value={query.glance} />}
        <Choice name="defect" label="问题" value={query.defect}>
          {defectIds.map((id) => (
            <option key={id} value={id}>
              {defectOf(id).title}（{tally.defects[id] ?? 0}）
            </option>
          ))}
        </Choice>
        <Choice name="department" label="主管部门" value={query.department}>
          {departments.map(({ code, name }) => (
            <option key={code} value={code}>
              {code} {name}
            </option>
          ))}
        </Choice>
        <label className="flex flex-col gap-1">
          单位名称或代码
          <input name="q" defaultValue={query.q} maxLength={40} className="min-h-8 border border-line px-2 py-1" />
        </label>
        <button type="submit" className="min-h-8 cursor-pointer border border-line px-3">
          筛选
        </button>
      </form>
    </div>
  );
}

function Choice({
  name,
  label,
  value,
  children,
}: {
  name: string;
  label: string;
  value: string | undefined;
  children: ReactNode;
}) {
  return (
    <label className="flex min-w-0 max-w-full flex-col gap-1">
      {label}
      <select name={name} defaultValue={value ?? ""} className="min-h-8 max-w-72 border border-line px-2 py-1">
        <option value="">全部</option>
        {children}
      </select>
    </label>
  );
}

function FilterLink({ href, isCurrent, children }: { href: string; isCurrent: boolean; children: ReactNode }) {
  return (
    <a
      href={href}
      aria-current={isCurrent ? "true" : undefined}
      className="aria-[current=true]:font-bold aria-[current=true]:text-ink aria-[current=true]:no-underline"
    >
      {children}
    </a>
  );
}

/** A page of the units of a year, those with most defects first. */
export function InspectionList({
  query,
  year,
  units,
  total,
}: Pick<InspectionPage, "query" | "year" | "units" | "total">) {
  const pages = Math.ceil(total / UNITS_OF_A_PAGE);
  if (total === 0) return <EmptyState title="没有这样的单位">可以换一个问题、部门，或查看全部单位。</EmptyState>;
  if (units.length === 0)
    return (
      <PastLastPage
        page={query.page}
        pages={pages}
        of={`${total} 个单位`}
        hrefOf={(page) => addressOf({ ...query, year, page })}
      />
    );
  return (
    <>
      <ListTable
        label={`${year}年度公开体检`}
        heads={["单位", "公开", { amount: "问题" }, { amount: "不作判断" }, "有问题的项目"]}
        hasCards
      >
        {units.map((unit) => (
          <InspectionRow key={unit.unit.disclosure.unitCode} year={year} of={unit} />
        ))}
      </ListTable>
      <Paging
        page={query.page}
        pages={pages}
        of={`${total} 个单位`}
        hrefOf={(page) => addressOf({ ...query, year, page })}
      />
    </>
  );
}

/** Titles that stand in a row; the unit's page has all. */
const SHOWN = 4;

function InspectionRow({ year, of: { unit, inspection } }: { year: number; of: UnitInspection }) {
  const { unitCode, unitName, departmentName, isExempt } = unit.disclosure;
  const counts = countVerdicts(inspection);
  const found = defectsOf(inspection).map((id) => defectOf(id).title);
  const isMissing = glancesOf(unit, inspection).includes("missing");
  return (
    <tr className="border-b border-line align-top">
      <th scope="row" className="px-2 py-1 text-left font-normal">
        <Link href={`/review/inspections/${unitCode}/${year}`} prefetch={false}>
          {unitName}
        </Link>
        <span className="block text-xs text-muted">
          {unitCode} {departmentName}
        </span>
      </th>
      <td data-head="公开" className="figures whitespace-nowrap px-2 py-1 text-left">
        {unit.versions.newestOn ?? (isExempt ? "不公开" : isMissing ? "未公开" : "")}
      </td>
      <td data-head="问题" className="figures px-2 py-1">
        {counts.found}
      </td>
      <td data-head="不作判断" className="figures px-2 py-1">
        {counts.notJudged}
      </td>
      <td data-head="有问题的项目" className="px-2 py-1">
        {found.slice(0, SHOWN).join("；") || "—"}
        {found.length > SHOWN && `；另有 ${found.length - SHOWN} 项`}
      </td>
    </tr>
  );
}
