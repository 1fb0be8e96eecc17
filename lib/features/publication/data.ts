import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import { freezeDocument } from "@/lib/domain/document/frozen-document";
import { performanceSlot } from "@/lib/domain/facts/facts";
import { keyOf, type FactAddress } from "@/lib/domain/facts/address";
import { figureSources, type FigureSource } from "@/lib/domain/model/figure-sources";
import { createReportModel, type ReportModel } from "@/lib/domain/model/report-model";
import type { ReportPackage } from "@/lib/documents/report-package/schema";
import { toPackage } from "@/lib/documents/report-package/write-package";
import { documentOf, modelOf } from "@/lib/features/checks/data";
import { SNAPSHOT_VERSION, type Snapshot } from "@/lib/features/publication/schema";
import type { ReportContent } from "@/lib/features/reports/data";
import { performancePartOf } from "@/lib/domain/performance/stored-performance";
import { readCatalogues, type Catalogues } from "@/lib/features/subjects/data";
import { db } from "@/lib/platform/db";

/** SHA-256 (hex) of the RFC 8785 form of a JSON value: the same for every reader that can canonicalise JSON. */
export function hashOf(value: unknown): string {
  const canonical = canonicalize(value);
  if (canonical === undefined) throw new TypeError("not a JSON value");
  return createHash("sha256").update(canonical, "utf8").digest("hex");
}

/** The link of the district's chain: changing, dropping or reordering a publication breaks every later one. */
export function chainHashOf(link: { sequence: number; previousHash: string; contentHash: string }): string {
  return hashOf({ contentHash: link.contentHash, previousHash: link.previousHash, sequence: link.sequence });
}

/** The snapshot of a version's content. Blank cells and empty texts are left out; inputs that are no amounts never get this far. */
export function snapshotOf(content: ReportContent, catalogues: Catalogues): Snapshot {
  const model = modelOf(content, catalogues);
  const facts = content.cells.flatMap(({ address, measure, value }) => (value === null ? [] : [{ ...address, measure, value }]));
  return {
    format: "mingzhang.publication",
    formatVersion: SNAPSHOT_VERSION,
    district: { code: content.district.code, name: content.district.name },
    department: content.department && { code: content.department.code, name: content.department.name },
    unit: { code: content.unit.code, name: content.unit.name, kind: content.unit.kind },
    year: content.fiscalYear.year,
    tableSetId: content.fiscalYear.tableSetId,
    catalogueId: content.fiscalYear.catalogueId,
    number: content.version.number,
    correctionReason: content.version.correctionReason,
    facts,
    texts: content.texts.filter(({ slot, text }) => text !== "" && slot !== performanceSlot).map(({ slot, text }) => ({ slot, text })),
    ...performancePartOf(content),
    subjects: usedSubjects(facts, catalogues),
    tables: model.printedTables(),
    document: freezeDocument(documentOf(content, catalogues, model)),
  };
}

/** The facts of a publication as a report package, as the command line exports and imports it. */
export function packageOfSnapshot({ unit, year, tableSetId, facts, texts, projects, keyEvaluations }: Snapshot): ReportPackage {
  const values = facts.map(({ sheet, row, fund, column, value }) => ({ address: { sheet, row, fund, column } as FactAddress, value }));
  return toPackage({ unit, year, tableSetId, values, texts, projects, keyEvaluations });
}

/** The model of the facts a version was published with. */
export function modelOfSnapshot({ unit, year, tableSetId, facts, texts }: Snapshot, { functional, economic }: Catalogues): ReportModel {
  return createReportModel({
    identity: { unitName: unit.name, unitKind: unit.kind, year, tableSetId },
    functional,
    economic,
    facts: {
      amounts: new Map(facts.map(({ sheet, row, fund, column, value }) => [keyOf({ sheet, row, fund, column } as FactAddress), value])),
      texts: new Map(texts.map(({ slot, text }) => [slot, text])),
    },
  });
}

/** Where every printed figure of a publication comes from and where it goes, by cell id: worked out from the facts it was published with. */
export async function sourcesOfSnapshot(snapshot: Snapshot): Promise<Record<string, FigureSource>> {
  return figureSources(modelOfSnapshot(snapshot, await readCatalogues(snapshot.catalogueId)), snapshot.tables);
}

/** Names of the subjects the facts speak of and of everything above them, which the tables print as 类 and 款 rows. */
function usedSubjects(facts: Snapshot["facts"], catalogues: Catalogues): Snapshot["subjects"] {
  const used: Snapshot["subjects"] = [];
  for (const classification of ["functional", "economic"] as const) {
    const catalogue = catalogues[classification];
    const codes = new Set<string>();
    for (const { row } of facts) {
      for (let code: string | undefined = row; code !== undefined && catalogue.get(code); code = catalogue.parentCode(code)) codes.add(code);
    }
    for (const code of [...codes].sort()) used.push({ classification, code, name: catalogue.get(code)!.name });
  }
  return used;
}

export interface Verification {
  ok: boolean;
  count: number;
  /** Head of the chain, to be kept elsewhere: a chain cut off at its end is only noticed against it. */
  head: { sequence: number; chainHash: string } | null;
  problems: { sequence: number; problem: "contentHash" | "previousHash" | "chainHash" | "gap" }[];
}

/** Recomputes every hash of a district's publications, a hundred at a time. */
export async function verifyPublications(districtId: string): Promise<Verification> {
  const problems: Verification["problems"] = [];
  let head = { sequence: 0, chainHash: "" };
  let count = 0;
  for (;;) {
    const page = await readLinks(districtId, head.sequence);
    if (page.length === 0) return { ok: problems.length === 0, count, head: count === 0 ? null : head, problems };
    for (const link of page) {
      const { sequence, chainHash } = link;
      if (sequence !== head.sequence + 1) problems.push({ sequence, problem: "gap" });
      if (link.previousHash !== head.chainHash) problems.push({ sequence, problem: "previousHash" });
      if (hashOf(link.snapshot) !== link.contentHash) problems.push({ sequence, problem: "contentHash" });
      if (chainHashOf(link) !== chainHash) problems.push({ sequence, problem: "chainHash" });
      head = { sequence, chainHash };
    }
    count += page.length;
  }
}

function readLinks(districtId: string, after: number) {
  return db().publication.findMany({
    where: { districtId, sequence: { gt: after } },
    orderBy: { sequence: "asc" },
    take: 100,
    select: { sequence: true, previousHash: true, contentHash: true, chainHash: true, snapshot: true },
  });
}
