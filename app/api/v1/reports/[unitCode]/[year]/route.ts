import { reportDataPath } from "@/lib/domain/words/report-path";
import type { z } from "zod";
import { splitFileName } from "@/lib/documents/open-data/address";
import {
  cachedAnswer,
  jsonAnswer,
  movedAnswer,
  preflightAnswer,
  problemAnswer,
} from "@/lib/documents/open-data/answers";
import { openCsv, openTables } from "@/lib/documents/open-data/published-data";
import { queries } from "@/lib/documents/open-data/queries";
import { documentFormats, documentMediaTypes, type DocumentFormat } from "@/lib/domain/document/file-formats";
import { changedPlaces, countChanges, countsSentence } from "@/lib/domain/document/publication-changes";
import { writePackage } from "@/lib/documents/report-package/write-package";
import { readSnapshotText } from "@/lib/features/proof/data";
import { loadSignedManifest } from "@/lib/features/public-proof/loaders";
import { packageOfSnapshot, sourcesOfSnapshot, type PublicReport } from "@/lib/features/public-reports/data";
import { formatMissing, FormatMissing } from "@/lib/features/public-reports/data";
import { loadChangesOf } from "@/lib/features/public-corrections/loaders";
import { loadPublishedFile, loadPublishedReport } from "@/lib/features/public-reports/loaders";
import { sha256Hex } from "@/lib/platform/ed25519";
import { openRoute } from "../../../open-route";

/**
 * One published version (the newest, or `?version=n`): every table cell by cell with its hashes; `2021.csv` the same
 * figures as CSV; `2021.package.json` the facts as a report package; `2021.provenance.json` where
 * every figure comes from and goes; `2021.changes.json` what the version changed of the one before; `2021.snapshot.json`
 * the bytes that the content hash is of, `2021.manifest.json` what is signed of them; `2021.pdf`, `.docx`, `.xlsx` the
 * whole document,
 * the same bytes for ever.
 */
export const GET = openRoute(queries.report, answer);

export { preflightAnswer as OPTIONS };

async function answer(
  { version }: z.output<typeof queries.report>,
  request: Request,
  { params }: RouteContext<"/api/v1/reports/[unitCode]/[year]">,
): Promise<Response> {
  const { unitCode, year: name } = await params;
  const { year, format } = splitFileName(name);
  const report = format === null ? null : await loadPublishedReport(unitCode, year, version?.toString());
  if (!report)
    return problemAnswer(
      404,
      "没有这份公开的决算",
      `单位 ${unitCode} ${year} 年度没有公开的决算，或没有这一版本、这种格式。可从 /api/v1/reports 查询已公开的决算。`,
    );
  if (unitCode !== report.unitCode)
    return movedAnswer(`/api/v1/reports/${report.unitCode}/${name}${new URL(request.url).search}`);
  const asFile = { "content-disposition": `attachment; filename="${unitCode}-${year}-v${report.number}.${format}"` };
  switch (format) {
    case "csv":
      return cachedAnswer(request, openCsv(report.snapshot.tables), "text/csv; charset=utf-8", asFile);
    case "package.json":
      return cachedAnswer(
        request,
        writePackage(packageOfSnapshot(report.snapshot)),
        "application/json; charset=utf-8",
        asFile,
      );
    case "provenance.json": {
      const figures = await sourcesOfSnapshot(report.snapshot).catch(formatMissing);
      if (figures instanceof FormatMissing) return missingFormat(figures);
      return jsonAnswer(request, { unitCode, year: report.snapshot.year, version: report.number, figures });
    }
    case "changes.json":
      return changesAnswer(request, report);
    case "snapshot.json": {
      const bytes = new TextEncoder().encode(await readSnapshotText(report.districtId, report.sequence));
      return cachedAnswer(request, bytes, "application/json; charset=utf-8", {
        ...asFile,
        "repr-digest": `sha-256=:${Buffer.from(sha256Hex(bytes), "hex").toString("base64")}:`,
      });
    }
    case "manifest.json": {
      const manifest = await loadSignedManifest(report);
      if (manifest) return cachedAnswer(request, JSON.stringify(manifest), "application/json; charset=utf-8", asFile);
      return problemAnswer(404, "还没有清单", "这份决算的清单还没有签署，公开后几分钟内做成。请稍后再取。");
    }
    case "pdf":
    case "docx":
    case "xlsx": {
      const file = await loadPublishedFile(report, format).catch(formatMissing);
      if (file instanceof FormatMissing) return missingFormat(file);
      return cachedAnswer(request, file.bytes, documentMediaTypes[format], {
        ...asFile,
        "repr-digest": `sha-256=:${Buffer.from(file.sha256, "hex").toString("base64")}:`,
      });
    }
    default:
      return jsonAnswer(request, answerOf(report));
  }
}

/** What a correction changed of the version before it. */
async function changesAnswer(request: Request, report: PublicReport): Promise<Response> {
  const found = await loadChangesOf(report);
  const { unitCode, number, snapshot } = report;
  if (!found)
    return problemAnswer(
      404,
      "这一版没有更正什么",
      `单位 ${unitCode} ${snapshot.year} 年度决算的第 ${number} 版是首次公开的版本，之前没有可对照的版本。`,
    );
  const { before, changes } = found;
  return jsonAnswer(request, {
    unitCode,
    year: snapshot.year,
    version: number,
    contentHash: report.contentHash,
    publishedAt: report.publishedAt,
    correctionReason: report.correctionReason,
    before,
    summary: countsSentence(countChanges(changes)),
    counts: countChanges(changes),
    ...changedPlaces(changes),
    ...changes,
  });
}

/** What needs the year's format, where that has left the installation. */
function missingFormat({ sentence }: FormatMissing): Response {
  return problemAnswer(503, "本系统没有该年度的报表格式", sentence);
}

/** Hash and length of a file; `null` before it was made. */
function fileOf({ files }: PublicReport, format: DocumentFormat): { sha256: string | null; size: number | null } {
  const file = files.find((each) => each.format === format);
  return { sha256: file?.sha256 ?? null, size: file?.size ?? null };
}

function answerOf(report: PublicReport): Record<string, unknown> {
  const { snapshot } = report;
  return {
    scope: snapshot.scope ?? "unit",
    district: snapshot.district,
    department: snapshot.department,
    unit: snapshot.unit,
    year: snapshot.year,
    tableSet: snapshot.tableSetId,
    version: report.number,
    publishedAt: report.publishedAt,
    correctionReason: report.correctionReason,
    hashes: {
      content: report.contentHash,
      chain: report.chainHash,
      previous: report.previousHash,
      sequence: report.sequence,
    },
    versions: report.versions,
    files: documentFormats.map((format) => ({
      format,
      url: reportDataPath({ unitCode: report.unitCode, year: snapshot.year, number: report.number }, `.${format}`),
      ...fileOf(report, format),
    })),
    tables: openTables(snapshot.tables),
    texts: snapshot.texts,
    document: snapshot.document,
  };
}
