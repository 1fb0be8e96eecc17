import { versionOf } from "./version-of";
import { citePath, reportPath } from "@/lib/domain/words/report-path";
import { Refusal } from "@/components/ui/refusal";
import { documentName } from "@/lib/domain/document/document-name";
import type { PublicReport } from "@/lib/features/public-reports/data";

/** Answers for a place that a version does not have: which versions have it, and what can be cited instead. */
export function AbsentPlace({
  id,
  report,
  inVersions,
}: {
  id: string;
  report: PublicReport;
  inVersions: readonly number[];
}) {
  const { snapshot, number } = report;
  const elsewhere =
    inVersions.length === 0
      ? "其他版本也没有。网址可能有误。"
      : `第 ${inVersions.join("、")} 版有这个位置，这一版没有。`;
  return (
    <Refusal
      page={{
        title: "这一版没有这个位置",
        sentences: [`${documentName(snapshot)}第 ${number} 版没有名为“${id.slice(0, 100)}”的格、行或句。`, elsewhere],
        links: [
          ...inVersions.map((each) => ({
            href: citePath(versionOf(report, each), id),
            label: `第 ${each} 版的这个位置`,
          })),
          { href: citePath(versionOf(report)), label: `第 ${number} 版可以引用的位置` },
          { href: reportPath(versionOf(report)), label: `打开第 ${number} 版` },
        ],
      }}
    />
  );
}
