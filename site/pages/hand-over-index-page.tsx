import { PublicFrame } from "@/components/public/public-frame";
import { chinaDay } from "@/lib/domain/words/moments";
import type { PortalReport } from "@/lib/features/portal-addresses/data";
import type { ShownDistrict } from "@/lib/features/public-reports/data";
import { feedPlaces, listPlaces, pagePlace } from "../hand-over/places";
import { PublicDocument, type SiteAssets } from "./document";

export interface HandOverIndexContent {
  district: Pick<ShownDistrict, "name" | "regionCode" | "site">;
  year: number;
  /** What units publish: 单位决算. */
  noun: string;
  /** Of one department: its name. */
  department: string | null;
  /** Everything that the folder shows, by code. */
  reports: readonly PortalReport[];
  /** Codes of what is new or corrected since the package before; `null` where this one has everything. */
  changed: ReadonlySet<string> | null;
  /** Whether feeds lie beside it. */
  hasFeeds: boolean;
  assets: SiteAssets;
}

/** Reports under their departments; a department's own accounts and its name head its units. */
function byDepartment(reports: readonly PortalReport[]): Map<string, PortalReport[]> {
  const groups = new Map<string, PortalReport[]>();
  for (const report of reports) {
    const name = (report.scope === "department" ? report.unitName : report.departmentName) ?? "其他";
    const group = groups.get(name);
    if (group) group.push(report);
    else groups.set(name, [report]);
  }
  return groups;
}

/** The first page of a folder that the portal lays out: every report of a year under its department. */
export function HandOverIndexPage({
  district,
  year,
  noun,
  department,
  reports,
  changed,
  hasFeeds,
  assets,
}: HandOverIndexContent) {
  const title = `${department ?? district.name}${year}年度${noun}公开`;
  return (
    <PublicDocument head={{ title, description: `${title}：按主管部门列出的各单位决算。` }} assets={assets}>
      <PublicFrame district={district}>
        <h1 className="mb-2 font-serif text-3xl font-bold">{title}</h1>
        <p className="mb-6 text-sm text-muted">
          共 {reports.length} 份。清单：<a href={listPlaces.xlsx}>Excel</a>、<a href={listPlaces.csv}>CSV</a>
          {hasFeeds && (
            <>
              ；订阅：<a href={feedPlaces.atom}>Atom</a>、<a href={feedPlaces.json}>JSON</a>
            </>
          )}
          。
        </p>
        {[...byDepartment(reports)].map(([name, group]) => (
          <section key={name} className="mb-6">
            <h2 className="border-b border-rule pb-1 font-serif text-xl">{name}</h2>
            <ul className="mt-2 space-y-1">
              {group.map(({ unitCode, unitName, scope, number, publishedAt }) => (
                <li key={unitCode}>
                  <a href={pagePlace(unitCode)}>
                    {unitName}
                    {year}年度{scope === "department" ? "部门决算" : noun}
                  </a>{" "}
                  <span className="text-sm text-muted">
                    {chinaDay(publishedAt)}
                    {number > 1 && ` · 更正后的第 ${number} 版`}
                    {changed?.has(unitCode) && " · 本次更新"}
                  </span>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </PublicFrame>
    </PublicDocument>
  );
}
