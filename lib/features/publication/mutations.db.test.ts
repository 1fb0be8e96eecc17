import { beforeAll, describe, expect, it } from "vitest";
import { documentFormats } from "@/lib/domain/document/file-formats";
import { readPdfPackage } from "@/lib/documents/pdf/read-pdf";
import { packageOfSnapshot } from "@/lib/features/publication/data";
import { makeMissingFiles, publicationFile, type FilesProgress } from "@/lib/features/publication/mutations";
import { snapshotSchema } from "@/lib/features/publication/schema";
import { versionFile } from "@/lib/features/report-package/data";
import { readContent, type VersionContext } from "@/lib/features/versions/data";
import { db } from "@/lib/platform/db";
import { ownerDb } from "@/lib/platform/postgres/test-owner";
import {
  createReportIn,
  createTestDistrict,
  openTestReport,
  stepTestReport,
  type TestDistrict,
} from "@/prisma/seed/test-district";

let district: TestDistrict;
let context: VersionContext;
let sequence: number;

beforeAll(async () => {
  district = await createTestDistrict();
  context = await createReportIn(district, ["submit", "beginReview", "approve"]);
  const published = await stepTestReport(context, district.users.secondReviewer, "publish");
  expect(published.ok).toBe(true);
  ({ sequence } = await db().publication.findFirstOrThrow({
    where: { districtId: district.id, versionId: context.versionId },
  }));
});

describe("files of a publication", () => {
  it("are made once, with their hash, whoever asks first", async () => {
    for (const format of documentFormats) {
      const [first, second] = await Promise.all([
        publicationFile(district.id, sequence, format),
        publicationFile(district.id, sequence, format),
      ]);
      expect(Buffer.from(first!.bytes).equals(Buffer.from(second!.bytes)), format).toBe(true);
      expect(first!.sha256).toBe(second!.sha256);
    }
    const stored = await db().publicationFile.findMany({
      where: { districtId: district.id, sequence },
      orderBy: { format: "asc" },
      select: { format: true },
    });
    expect(stored.map(({ format }) => format)).toEqual(["docx", "pdf", "xlsx"]);
  }, 60_000);

  it("never change", async () => {
    const where = { districtId_sequence_format: { districtId: district.id, sequence, format: "pdf" } };
    await expect(ownerDb().publicationFile.update({ where, data: { madeAt: new Date() } })).rejects.toThrow();
    await expect(ownerDb().publicationFile.delete({ where })).rejects.toThrow();
    await expect(
      db().publicationFile.create({
        data: {
          districtId: district.id,
          sequence,
          format: "exe",
          bytes: Buffer.from("x"),
          sha256: "x",
          madeAt: new Date(),
        },
      }),
    ).rejects.toThrow();
  });

  it("carry the facts: the PDF reads back as the report package", async () => {
    const { snapshot } = await db().publication.findFirstOrThrow({ where: { districtId: district.id, sequence } });
    const { bytes } = (await publicationFile(district.id, sequence, "pdf"))!;
    const read = await readPdfPackage(bytes);
    expect(read).toMatchObject({ ok: true, package: packageOfSnapshot(snapshotSchema.parse(snapshot)) });
  });

  it("are what the unit and the bureau download of the version, too", async () => {
    const content = (await readContent(district.id, context.versionId))!;
    const { bytes } = (await publicationFile(district.id, sequence, "docx"))!;
    expect(Buffer.from(await versionFile(content, "docx")).equals(Buffer.from(bytes))).toBe(true);
  });

  it("are made in one go for what lacks them, and another district has none of it", async () => {
    const other = await createTestDistrict("371312");
    expect(await publicationFile(other.id, sequence, "pdf")).toBeNull();
    const seen: FilesProgress[] = [];
    expect(await makeMissingFiles(district.id, {}, (progress) => seen.push(progress)), "all are there").toBe(0);
    expect(seen).toEqual([]);
  });

  it("of a draft are made as it stands and not kept", async () => {
    const draft = await openTestReport(district, { unitId: district.units.b, by: district.users.preparerB });
    const content = (await readContent(district.id, draft.versionId))!;
    expect((await versionFile(content, "pdf")).subarray(0, 5)).toEqual(new TextEncoder().encode("%PDF-"));
    expect(await db().publicationFile.count({ where: { districtId: district.id } })).toBe(documentFormats.length);
  }, 60_000);
});
