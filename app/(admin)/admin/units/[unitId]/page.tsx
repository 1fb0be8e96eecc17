import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { Exemption } from "@/components/admin/exemption-form";
import { UnitContact } from "@/components/admin/unit-contact";
import { RecordEvent } from "@/components/admin/unit-event-form";
import { SplitTable } from "@/components/register/split-table";
import { ListTable } from "@/components/ui/list-table";
import { unitKindLabels } from "@/lib/domain/words/funds";
import { loadContact } from "@/lib/features/unit-contacts/loaders";
import { loadSplits } from "@/lib/features/unit-splits/loaders";
import { loadUnitHistory } from "@/lib/features/units/loaders";

export const metadata: Metadata = { title: "单位登记" };

export default async function UnitPage({ params }: PageProps<"/admin/units/[unitId]">) {
  const found = await loadUnitHistory((await params).unitId);
  if (!found) notFound();
  const { unit, units, events, changes, documents, series } = found;
  const [splits, contact] = await Promise.all([loadSplits(unit.id), loadContact(unit.id)]);
  const nameOf = (id: string | null) => units.find((other) => other.id === id)?.name ?? "";
  const there = units.filter(({ isThere }) => isThere);
  const choices = {
    others: there
      .filter(({ id, level }) => level === unit.level && id !== unit.id)
      .map(({ id, name, code, parentId }) => ({ id, name, code, department: nameOf(parentId) })),
    departments: there.filter(({ id, level }) => level === "department" && id !== unit.id),
  };
  const department = units.find(({ id }) => id === unit.parentId);
  return (
    <div className="flex flex-col gap-6">
      <div className="flex flex-wrap items-start justify-between gap-4">
        <div>
          <p className="text-sm">
            <Link href="/admin">单位</Link>
          </p>
          <h1 className="font-serif text-2xl">{unit.name}</h1>
          <p className="text-sm text-muted">
            {unit.code} · {unit.level === "department" ? "主管部门" : unitKindLabels[unit.kind]}
            {unit.isDepartmentsOwn && " · 部门本级"}
            {department && ` · ${department.name}`}
            {unit.level === "unit" && ` · 填报年度：${unit.owedYears}`}
          </p>
        </div>
        {unit.isThere && <RecordEvent unit={unit} choices={choices} seenEvents={events} />}
      </div>

      <section aria-labelledby="history">
        <h2 id="history" className="mb-2 text-lg font-medium">
          沿革
        </h2>
        {changes.length === 0 ? (
          <p className="text-sm text-muted">尚无变动登记。</p>
        ) : (
          <ol className="flex flex-col gap-1 text-sm">
            {changes.map(({ on, text }) => (
              <li key={`${on}${text}`}>{text}</li>
            ))}
          </ol>
        )}
      </section>

      <section aria-labelledby="contact">
        <h2 id="contact" className="mb-2 text-lg font-medium">
          公开联系方式
        </h2>
        <UnitContact unitId={unit.id} contact={contact} />
      </section>

      {documents.length > 0 && (
        <section aria-labelledby="documents">
          <h2 id="documents" className="mb-2 text-lg font-medium">
            依据文件
          </h2>
          <ListTable label="依据文件（可左右滚动）" heads={["生效日期", "变动类型", "文号或名称", "文件日期"]}>
            {documents.map(({ id, on, label, number, date }) => (
              <tr key={id} className="border-b border-line">
                <td className="px-2 py-1 tabular-nums">{on}</td>
                <td className="px-2 py-1">{label}</td>
                <td className="px-2 py-1">{number}</td>
                <td className="px-2 py-1 tabular-nums">{date}</td>
              </tr>
            ))}
          </ListTable>
        </section>
      )}

      {splits.length > 0 && (
        <section aria-labelledby="splits" className="flex flex-col gap-4">
          <h2 id="splits" className="text-lg font-medium">
            拆分的余额
          </h2>
          {splits.map((split) => (
            <SplitTable key={`${split.year}${split.predecessorId}`} split={split} />
          ))}
        </section>
      )}

      {series.length > 0 && (
        <section aria-labelledby="years">
          <h2 id="years" className="mb-2 text-lg font-medium">
            应报年度
          </h2>
          <ListTable label="应报年度（可左右滚动）" heads={["年度", "代码", "名称", "当年变动", "公开", "办理"]}>
            {series.map(({ year, period, breaks, exemptBasis }) => (
              <tr key={year} className="border-b border-line">
                <th scope="row" className="px-2 py-1 text-left font-normal tabular-nums">
                  {year}
                </th>
                <td className="px-2 py-1 tabular-nums">{period.code}</td>
                <td className="px-2 py-1">{period.name}</td>
                <td className="px-2 py-1">{breaks.map(({ text }) => text).join("；") || "—"}</td>
                <td className="px-2 py-1">{exemptBasis === null ? "公开" : `不予公开：${exemptBasis}`}</td>
                <td className="px-2 py-1">
                  <Exemption unitId={unit.id} year={year} basis={exemptBasis} />
                </td>
              </tr>
            ))}
          </ListTable>
        </section>
      )}
    </div>
  );
}
