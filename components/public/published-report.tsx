import { StatutoryTable } from "@/components/statutory-table/statutory-table";
import { Callout } from "@/components/ui/callout";
import { formatDate } from "@/components/ui/format-date";
import { textSlots } from "@/lib/domain/facts/facts";
import { unitKindLabels } from "@/lib/domain/funding";
import type { PublicReport } from "@/lib/features/public-reports/data";
import { VersionList } from "./version-list";

/** One published version, whole: profile, the nine tables, versions and their hashes. Reads the snapshot and nothing else. */
export function PublishedReport({ report }: { report: PublicReport }) {
  const { snapshot, number } = report;
  const { unit, department, year, tables } = snapshot;
  const text = (slot: string) => snapshot.texts.find((each) => each.slot === slot)?.text;
  const profile = [
    { id: "duties", title: "单位职责", text: text(textSlots.duties) },
    { id: "structure", title: "机构设置", text: text(textSlots.structure) },
  ];
  const newest = report.versions[0]!;
  return (
    <div className="lg:grid lg:grid-cols-[14rem_1fr] lg:gap-10">
      <nav aria-label="目录" className="mb-6 lg:sticky lg:top-4 lg:max-h-dvh lg:self-start lg:overflow-auto print:hidden">
        <details open className="text-sm">
          <summary className="cursor-pointer font-medium lg:list-none">目录</summary>
          <ol className="mt-1 space-y-0.5 border-l border-line pl-3">
            <li>
              <a href="#profile">第一部分　单位概况</a>
            </li>
            <li>
              <a href="#tables">第二部分　决算表</a>
              <ol className="pl-3">
                {tables.map((table) => (
                  <li key={table.id}>
                    <a href={`#table-${table.id}`}>
                      {table.code.replace(/^公开/, "")}　{table.title}
                    </a>
                  </li>
                ))}
              </ol>
            </li>
            <li>
              <a href="#versions">版本与校验</a>
            </li>
            <li>
              <a href="#downloads">下载数据</a>
            </li>
          </ol>
        </details>
      </nav>
      <article className="min-w-0">
        {number !== newest.number && (
          <Callout tone="warn" title={`这是第 ${number} 版，已有更正后的第 ${newest.number} 版`}>
            <a href={`/r/${unit.code}/${year}`}>查看最新版本</a>
          </Callout>
        )}
        <header className="mb-10 mt-2 border-b border-rule pb-6">
          <h1 className="font-serif text-3xl font-bold leading-snug">
            {unit.name}
            <br />
            {year}年度单位决算
          </h1>
          <p className="mt-3 text-sm text-muted">
            {unitKindLabels[unit.kind]}
            {department && ` · 主管部门：${department.name}`} · 第 {number} 版 · 公开日期 {formatDate(report.publishedAt)}
          </p>
          {report.correctionReason && <p className="mt-2 text-sm">更正原因：{report.correctionReason}</p>}
        </header>
        <section aria-labelledby="profile" className="mb-12 font-serif">
          <h2 id="profile" className="mb-4 text-2xl">
            第一部分　单位概况
          </h2>
          {profile.map((part) => (
            <section key={part.id} className="mb-6">
              <h3 className="mb-1 text-lg font-bold">{part.title}</h3>
              {part.text ? <p className="prose-zh">{part.text}</p> : <p className="text-muted">单位未填写此项。</p>}
            </section>
          ))}
        </section>
        <section aria-labelledby="tables">
          <h2 id="tables" className="mb-6 font-serif text-2xl">
            第二部分　{year}年度单位决算表
          </h2>
          <div className="space-y-14">
            {tables.map((table) => (
              <StatutoryTable key={table.id} table={table} />
            ))}
          </div>
        </section>
        <VersionList report={report} />
      </article>
    </div>
  );
}
