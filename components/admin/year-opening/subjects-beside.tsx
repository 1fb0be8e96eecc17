import Link from "next/link";
import { ListDrop } from "@/components/lists/list-drop";
import { Callout } from "@/components/ui/callout";
import { ListTable } from "@/components/ui/list-table";
import { foreignYearOf } from "@/lib/domain/report/year-opening";
import { formatWan } from "@/lib/domain/words/amounts";
import type { CatalogueDifference } from "@/lib/domain/words/subjects/catalogue-difference";
import type { SubjectsView } from "@/lib/features/year-opening/data";
import { RestoreShipped } from "./restore-shipped";
import type { GoneSubject } from "@/lib/features/year-opening/schema";

const sheetLabels: Readonly<Record<string, string>> = {
  income: "收入",
  expenditure: "支出",
  basicExpenditure: "基本支出",
};

/** The subjects of the year beside last year's, who used those that are gone, and how the ministry's list comes in. */
export function SubjectsBeside({ year, revision, view }: { year: number; revision: number; view: SubjectsView }) {
  const { before, counts, functional, economic, gone, imported, pending, shipped } = view;
  const used = gone.filter(({ uses }) => uses.length > 0);
  const newest = imported.at(-1);
  const foreign = newest === undefined ? null : foreignYearOf(newest, year);
  return (
    <>
      <p className="text-sm">
        功能分类 {counts.functional} 个、经济分类 {counts.economic} 个
        {before === null ? "；没有更早的年度可以比较。" : `，与${before}年度比较：`}
      </p>
      <p className="max-w-prose text-sm text-muted">
        系统附带的科目由公开资料整理，财政部对本年度科目另有调整的，以部颁科目表为准，可在下面导入。
      </p>
      {foreign !== null && (
        <Callout tone="warn" title="导入的文件可能不是本年度的">
          目录由“{newest}”导入，文件名写的是{foreign}年。请核对后重新导入，或确认无误。
        </Callout>
      )}
      {before !== null && (
        <>
          <Difference label="功能分类" difference={functional} />
          <Difference label="经济分类" difference={economic} />
          {used.length > 0 && <GoneSubjects year={before} subjects={used} />}
          {used.length === 0 && functional.gone.length + economic.gone.length > 0 && (
            <p className="text-sm text-muted">取消的科目在{before}年度决算中没有单位使用。</p>
          )}
        </>
      )}
      {shipped !== null && (
        <RestoreShipped year={year} revision={revision}>
          <Difference label="功能分类" difference={shipped.functional} />
          <Difference label="经济分类" difference={shipped.economic} />
        </RestoreShipped>
      )}
      <details className="max-w-3xl text-sm">
        <summary className="cursor-pointer">从财政部科目表导入（Excel、CSV）</summary>
        <div className="mt-2 flex flex-col gap-2">
          <p className="text-muted">
            读入后先看差异，确认后写入科目目录“{year}”，再回到这一步选用。文件须列全一个分类的科目。
          </p>
          {pending.map(({ id, fileName }) => (
            <Link key={id} href={`/admin/import/${id}`}>
              继续查看已读入、尚未导入的“{fileName}”
            </Link>
          ))}
          <ListDrop kind="subjects" catalogueId={String(year)} />
        </div>
      </details>
    </>
  );
}

function Difference({
  label,
  difference: { added, gone, renamed },
}: {
  label: string;
  difference: CatalogueDifference;
}) {
  const lists = [
    {
      word: "新增",
      lines: added.map(({ code, name, replaces }) => ({
        code,
        text: `${name}${replaces.length > 0 ? `（承接 ${replaces.join("、")}）` : ""}`,
      })),
    },
    {
      word: "取消",
      lines: gone.map(({ code, name, successors }) => ({
        code,
        text: `${name}${successors.length > 0 ? `（改用 ${successors.map((each) => `${each.code} ${each.name}`).join("、")}）` : "（目录没有写明改用的科目）"}`,
      })),
    },
    { word: "更名", lines: renamed.map(({ code, before, after }) => ({ code, text: `${before} → ${after}` })) },
  ];
  if (lists.every(({ lines }) => lines.length === 0)) return <p className="text-sm text-muted">{label}没有变化。</p>;
  return (
    <section aria-label={`${label}科目变化`} className="flex flex-col gap-1 text-sm">
      {lists
        .filter(({ lines }) => lines.length > 0)
        .map(({ word, lines }) => (
          <details key={word} open={lines.length <= 20} className="border-l-4 border-line pl-3">
            <summary className="cursor-pointer font-medium">
              {label}
              {word} {lines.length} 个
            </summary>
            <ul className="mt-1 flex flex-col">
              {lines.map(({ code, text }) => (
                <li key={code}>
                  <span className="inline-block min-w-20 tabular-nums">{code}</span> {text}
                </li>
              ))}
            </ul>
          </details>
        ))}
    </section>
  );
}

function GoneSubjects({ year, subjects }: { year: number; subjects: readonly GoneSubject[] }) {
  return (
    <section aria-label="取消的科目上年的使用" className="flex flex-col gap-2">
      <h3 className="font-medium">取消的科目，{year}年度有单位使用</h3>
      <p className="text-sm text-muted">这些单位填报时会看到提示。只有一个改用科目的，年初结转自动转入。</p>
      <ListTable label={`${year}年度使用取消科目的单位`} heads={["科目", "改用", "单位", "表", "金额（万元）"]}>
        {subjects.flatMap(({ code, name, successors, uses }) =>
          uses.map(({ unitName, sheet, amount }, at) => (
            <tr key={`${code}-${unitName}-${sheet}`} className="border-b border-line align-top">
              <th scope="row" className="px-2 py-1 text-left font-normal">
                {at === 0 && `${code} ${name}`}
              </th>
              <td className="px-2 py-1">
                {at === 0 && (successors.map((each) => `${each.code} ${each.name}`).join("、") || "没有写明")}
              </td>
              <td className="px-2 py-1">{unitName}</td>
              <td className="whitespace-nowrap px-2 py-1">{sheetLabels[sheet] ?? sheet}</td>
              <td className="px-2 py-1 text-right tabular-nums">{formatWan(amount)}</td>
            </tr>
          )),
        )}
      </ListTable>
    </section>
  );
}
