import { versionOf } from "./version-of";
import { citePath, noticePath, reportDataPath, reportPath } from "@/lib/domain/words/report-path";
import { DocumentBlocks, type ShowNumber } from "@/components/document/document-blocks";
import { StatutoryTable } from "@/components/statutory-table/statutory-table";
import { besideFigures, type BesideFigure } from "@/lib/domain/document/beside-figures";
import { citedCellsOf, sentencesOfFigures } from "@/lib/domain/document/citing-sentences";
import { Callout } from "@/components/ui/callout";
import type { PrintedTable } from "@/lib/domain/engine/contract";
import { dayText } from "@/lib/domain/register/days";
import { chinaDay } from "@/lib/domain/words/moments";
import { documentName } from "@/lib/domain/document/document-name";
import { documentNoun } from "@/lib/domain/document/document";
import { parseCellId } from "@/lib/domain/words/cell-id";
import { unitKindLabels } from "@/lib/domain/words/funds";
import type { PublicContact } from "@/lib/features/unit-contacts/data";
import type { PublishedChanges } from "@/lib/features/publication/data";
import type { MemberCorrection, PublicReport, YearBefore } from "@/lib/features/public-reports/data";
import { overviewOf } from "@/lib/domain/report/overview";
import { ContactSection } from "./contact-section";
import { ComparedFigures } from "./beside-figures";
import {
  CellsBefore,
  ChangedIn,
  changedCellsOf,
  CorrectionSummary,
  correctedCells,
  correctedSentences,
} from "./correction-marks";
import { UnderOneCode } from "./under-one-code";
import { MemberCorrections } from "./member-corrections";
import { ReportContents } from "./report-contents";
import { ReportOverview } from "./report-overview";
import { linkToText, StatedInText } from "./stated-in-text";
import { VersionList } from "./version-list";

/**
 * A number of the text leads to the table, or to the cell of part five, it comes from; with JavaScript
 * (site/island) it shows its calculation and its cells on the spot. What comes from no published table leads to all.
 */
function leadingInto(tables: readonly PrintedTable[]): ShowNumber {
  const printed = new Set<string>(tables.map(({ id }) => id));
  return function showNumber({ text, cells, places = [], explanation }) {
    const table = cells.map((cell) => cell.split(".")[0]!).find((id) => printed.has(id));
    return (
      <a
        href={places[0] ? `#${places[0]}` : table ? `#table-${table}` : "#tables"}
        className="cited"
        data-cells={[...places, ...cells].join(" ")}
        data-explanation={explanation}
      >
        {text}
      </a>
    );
  };
}

/** Of a table, what stands beside its figures. */
function besideIn({ id }: PrintedTable, beside: readonly BesideFigure[]): BesideFigure[] {
  return beside.filter(({ cell }) => parseCellId(cell).table === id);
}

/**
 * One published version, whole: all parts of the document, versions and their hashes. Reads the snapshot and nothing
 * else. No hook and no style of its own: it is rendered once, to a file.
 */
export function PublishedReport({
  report,
  correction = null,
  yearBefore = null,
  memberCorrections = [],
  contact = null,
  addressOf,
}: {
  report: PublicReport;
  /** What it corrects; `null` of a first version. */
  correction?: PublishedChanges | null;
  /** The unit's published accounts of the year before; `null` where there are none. */
  yearBefore?: YearBefore | null;
  /** What was corrected of a department's units after their figures had been added up. */
  memberCorrections?: readonly MemberCorrection[];
  /** How its readers reach whoever has published it; `null` where nobody said. */
  contact?: PublicContact | null;
  /** A path as an absolute address; undefined where the installation does not know its own. */
  addressOf?: (path: string) => string | undefined;
}) {
  const { snapshot, number } = report;
  const { scope, unit, department, year, tables } = snapshot;
  const newest = report.versions[0]!;
  const overview = overviewOf(tables);
  const citing = sentencesOfFigures(snapshot.document, tables);
  const beside = besideFigures(snapshot, yearBefore);
  const shown = versionOf(report);
  const version = reportPath(shown);
  const notice = noticePath(shown);
  const corrected = correction && correctedCells(correction);
  return (
    <div
      className="lg:grid lg:grid-cols-[15rem_minmax(0,1fr)] lg:gap-10 print:block"
      data-version={version}
      data-sources={reportDataPath(shown, ".provenance.json")}
    >
      <ReportContents
        parts={snapshot.document.parts}
        tables={tables}
        hasOverview={overview !== null}
        hasContact={contact !== null}
      />
      <article className="min-w-0">
        {number !== newest.number && (
          <Callout tone="warn" title={`这是第 ${number} 版，已有更正后的第 ${newest.number} 版`}>
            <a href={reportPath({ unitCode: shown.unitCode, year })}>查看最新版本</a>
            <a href={noticePath(versionOf(report, number + 1))} className="ml-4">
              更正了什么
            </a>
          </Callout>
        )}
        <header className="mb-10 mt-2 border-b border-rule pb-6">
          <h1 className="font-serif text-3xl font-bold leading-snug">
            {unit.name}
            <br />
            {year}年度{documentNoun({ title: snapshot.document.title, unitName: unit.name, year })}
          </h1>
          <p className="mt-3 text-sm text-muted">
            {scope === "department" ? "主管部门，含所属单位的收支" : unitKindLabels[unit.kind]}
            {department && ` · 主管部门：${department.name}`} · 第 {number} 版 · 公开日期{" "}
            {dayText(chinaDay(report.publishedAt))}
          </p>
          {report.namings.length > 0 && <p className="mt-2 text-sm">名称和代码沿革：{report.namings.join("；")}。</p>}
          <p className="mt-2 flex flex-wrap gap-x-4 text-sm *:py-0.5 print:hidden">
            <a href={reportDataPath(shown, ".pdf")}>下载 PDF</a>
            <a href={reportDataPath(shown, ".docx")}>下载 Word</a>
            <a href={reportDataPath(shown, ".xlsx")}>下载 Excel</a>
            <a href={citePath(shown)}>引用</a>
            {yearBefore && (
              <a href={reportPath({ unitCode: yearBefore.unitCode, year: yearBefore.year })}>
                上年（{yearBefore.year}年度）决算
              </a>
            )}
            {/* Years are followed unit by unit: a department's figures hold those of its units. */}
            {scope !== "department" && <a href={`/d/units/${unit.code}`}>本单位历年收支</a>}
            <label className="large-print">
              <input type="checkbox" id="large-print" /> 大字版
            </label>
          </p>
          <p className="mt-2 hidden break-all text-sm print:block">
            本版网址：{addressOf?.(version) ?? version}
            <br />
            校验值（SHA-256）：{report.contentHash}
          </p>
        </header>
        <UnderOneCode units={report.sharedWith} year={year} />
        <MemberCorrections corrections={memberCorrections} />
        {correction && <CorrectionSummary report={report} correction={correction} />}
        {overview && <ReportOverview overview={overview} year={year} beside={beside} yearBefore={yearBefore} />}
        {snapshot.document.parts.map((part) => (
          <section key={part.id} aria-labelledby={part.id} className="mb-12 print:break-before-page">
            <h2 id={part.id} className="mb-4 border-b border-rule pb-2 font-serif text-2xl font-bold">
              {part.heading}
            </h2>
            <div className={part.id === "tables" ? "space-y-14" : "font-serif leading-8"}>
              <DocumentBlocks
                headingLevel={3}
                blocks={part.blocks}
                showNumber={leadingInto(tables)}
                {...(correction && { sentenceClass: correctedSentences(correction) })}
                after={(block) => correction && <ChangedIn block={block} correction={correction} notice={notice} />}
                showTable={(tableId) => {
                  const table = tables.find(({ id }) => id === tableId);
                  if (!table) return null;
                  const cited = citedCellsOf(table, citing);
                  const link = linkToText(cited);
                  return (
                    <div>
                      <StatutoryTable
                        table={table}
                        hasAddresses
                        decorate={(cell) => ({ ...link(cell), ...corrected?.(cell) })}
                      >
                        {correction && <CellsBefore changes={changedCellsOf(table, correction)} notice={notice} />}
                      </StatutoryTable>
                      <ComparedFigures figures={besideIn(table, beside)} year={year} yearBefore={yearBefore} />
                      <StatedInText tableId={table.id} cited={cited} />
                    </div>
                  );
                }}
              />
            </div>
          </section>
        ))}
        {contact && (
          <ContactSection
            contact={contact}
            documentName={documentName(snapshot)}
            address={addressOf?.(version) ?? version}
          />
        )}
        <VersionList report={report} />
      </article>
    </div>
  );
}
