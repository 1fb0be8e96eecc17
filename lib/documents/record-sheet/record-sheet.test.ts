import { afterAll, describe, expect, it } from "vitest";
import { recordSheetOf, type RecordedReview } from "@/lib/domain/review-points/record-sheet";
import { pointsAsked } from "@/lib/domain/review-points/points-of-year";
import { citedBy } from "@/lib/domain/review-points/cited-places";
import { signedAnswers, standingsOf, type GivenAnswer, type SignOff } from "@/lib/domain/review-points/standing";
import { writeRecordSheet } from "@/lib/documents/record-sheet/write-record-sheet";
import { stopPdf } from "@/lib/documents/pdf/set-pdf";
import { rowsOfWord, squeezed, textOfPdf, textOfWord } from "@/lib/documents/testing/opened-files";

afterAll(stopPdf);

const points = pointsAsked([], { kind: "administrative", scope: "unit", year: 2021 });
const places = new Map([["staff:inService::count", "52"]]);
const secret = "分管领导已口头同意";
const answers = points.slice(0, 40).map(
  (point, at): GivenAnswer => ({
    pointId: point.id,
    number: 1,
    answer: at % 7 === 3 ? "problem" : at % 7 === 5 ? "notApplicable" : "passed",
    note: at % 7 === 3 ? "单位说明的差额与对账单不符，已请单位补充说明并附调整文件。" : "",
    bureauNote: secret,
    commentId: null,
    cited: citedBy(places, point),
    by: "李审核",
    at: new Date("2022-05-10T02:00:00Z"),
  }),
);
const standings = standingsOf(points, answers, places);
const signed = (role: SignOff["role"], by: string): SignOff => ({
  role,
  note: role === "first" ? "有问题的要点已请单位说明。" : "",
  answers: signedAnswers(standings),
  contentHash: "ab".repeat(32),
  parties: [by],
  by,
  at: new Date("2022-05-12T02:00:00Z"),
});
const review: RecordedReview = {
  district: "临沂市罗庄区财政局",
  unit: { name: "临沂市罗庄区人民政府办公室本级", code: "101001", department: "临沂市罗庄区人民政府办公室" },
  year: 2021,
  version: 1,
  round: 2,
  submittedOn: "2022-05-08",
  standings,
  signOffs: [signed("first", "李审核"), signed("second", "王审核")],
  contentHash: "ab".repeat(32),
  momentText: (at) => at.toISOString().slice(0, 10),
};

describe("审核情况记录表", () => {
  const sheet = recordSheetOf(review);

  it("has every asked point with its answer, and counts them", () => {
    expect(sheet.areas.flatMap(({ lines }) => lines)).toHaveLength(points.length);
    expect(sheet.summary).toBe(
      `应审 ${points.length} 项，通过 29 项，有问题 6 项，不适用 5 项，未办理 ${points.length - 40} 项。`,
    );
    expect(sheet.isComplete).toBe(true);
  });

  it("says what lapsed and which signature fell with it", () => {
    const moved = recordSheetOf({ ...review, standings: standingsOf(points, answers, new Map()) });
    expect(moved.areas[0]!.lines[0]).toMatchObject({ id: "P-01", result: "已失效（原为通过）" });
    expect(moved.signatures[0]!.remark).toMatch(/P-01.*签字失效/);
    expect(moved.isComplete).toBe(false);
  });

  it.each(["pdf", "docx"] as const)(
    "stands in the %s whole, with both signatures, and without a private note",
    async (format) => {
      const bytes = await writeRecordSheet(sheet, format, undefined);
      const text = format === "pdf" ? (await textOfPdf(bytes)).text : await textOfWord(bytes);
      for (const { lines } of sheet.areas)
        for (const { id, question, note } of lines) {
          expect(text).toContain(squeezed(id));
          expect(text).toContain(squeezed(question));
          expect(text).toContain(squeezed(note));
        }
      for (const each of [
        "李审核",
        "王审核",
        "2022-05-12",
        sheet.summary,
        sheet.contentHash,
        "有问题的要点已请单位说明。",
      ])
        expect(text).toContain(squeezed(each));
      expect(text).not.toContain(secret);
      expect(Buffer.compare(await writeRecordSheet(sheet, format, undefined), bytes)).toBe(0);
    },
  );

  it("is marked 草稿 while a signature is missing", async () => {
    const unsigned = recordSheetOf({ ...review, signOffs: [] });
    const { artifacts } = await textOfPdf(await writeRecordSheet(unsigned, "pdf", undefined));
    expect(artifacts).toContain("草稿");
    expect((await textOfPdf(await writeRecordSheet(sheet, "pdf", undefined))).artifacts).not.toContain("草稿");
  });

  it("has the rows of its tables in Word as cells", async () => {
    const rows = await rowsOfWord(await writeRecordSheet(sheet, "docx", undefined));
    const row = rows.find(([id]) => id === "P-12")!;
    expect(row).toHaveLength(4);
    expect(row[2]).toBe("通过");
  });
});
