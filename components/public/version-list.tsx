import { versionOf } from "./version-of";
import { noticePath, reportDataPath, reportPath } from "@/lib/domain/words/report-path";
import { formatSize } from "@/components/ui/format-size";
import { documentFormatLabels, documentFormats } from "@/lib/domain/document/file-formats";
import { dayText } from "@/lib/domain/register/days";
import { chinaDay } from "@/lib/domain/words/moments";
import type { PublicReport } from "@/lib/features/public-reports/data";

/** All versions with reasons and hashes, and what can be downloaded. */
export function VersionList({ report }: { report: PublicReport }) {
  const data = (ending?: string) => reportDataPath(versionOf(report), ending);
  return (
    <>
      <section aria-labelledby="versions" className="mt-14 border-t border-rule pt-6">
        <h2 id="versions" className="mb-3 font-serif text-2xl">
          版本与校验
        </h2>
        <ol className="space-y-3 text-sm">
          {report.versions.map((version) => (
            <li key={version.number} className="border-l-2 border-line pl-3">
              <a href={reportPath(versionOf(report, version.number))}>第 {version.number} 版</a>
              <span className="ml-3 text-muted">公开日期 {dayText(chinaDay(version.publishedAt))}</span>
              {version.correctionReason && (
                <p>
                  更正原因：{version.correctionReason}{" "}
                  <a href={noticePath(versionOf(report, version.number))}>更正公告</a>
                </p>
              )}
              <p className="break-all font-mono text-xs text-muted">SHA-256 {version.contentHash}</p>
            </li>
          ))}
        </ol>
        <p className="mt-3 break-all text-xs text-muted">
          本版为本区第 {report.sequence} 份公开文件，链上校验值 {report.chainHash}，前一份 {report.previousHash || "无"}
          。
        </p>
        <p className="mt-3 text-sm print:hidden">
          校验值是<a href={data(".snapshot.json")}>公开内容</a>的 SHA-256；内容、文件和页面列在签名的
          <a href={data(".manifest.json")}>清单</a>里。<a href="/proof#how">怎样核对</a>
        </p>
      </section>
      <section aria-labelledby="downloads" className="mt-10 print:hidden">
        <h2 id="downloads" className="mb-3 font-serif text-2xl">
          下载
        </h2>
        <ul className="list-disc pl-5 text-sm [&_a]:inline-block [&_a]:py-0.5">
          {documentFormats.map((format) => {
            const file = report.files.find((each) => each.format === format);
            return (
              <li key={format}>
                <a href={data(`.${format}`)}>决算公开全文（{documentFormatLabels[format]}）</a>
                {file ? (
                  <>
                    <span className="ml-2 text-muted">{formatSize(file.size)}</span>
                    <p className="break-all font-mono text-xs text-muted">SHA-256 {file.sha256}</p>
                  </>
                ) : (
                  <span className="ml-2 text-muted">首次下载时生成，此后不再变动</span>
                )}
              </li>
            );
          })}
          <li>
            <a href={data()}>九张表逐格数据（JSON）</a>
          </li>
          <li>
            <a href={data(".csv")}>九张表逐格数据（CSV）</a>
          </li>
          <li>
            <a href={data(".package.json")}>决算数据包（全部填报数据，可导入本系统）</a>
          </li>
          <li>
            <a href={data(".provenance.json")}>每个数的来龙去脉（JSON）</a>
          </li>
        </ul>
      </section>
    </>
  );
}
