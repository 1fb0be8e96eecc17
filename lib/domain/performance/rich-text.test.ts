import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { richTextOf, writeRichText, type RichBlock } from "./rich-text";

describe("report text with tables", () => {
  it("is paragraphs by line and tables by tabs", () => {
    expect(richTextOf("一、依据\n\n指标\t分值\n数量\t10\n\n年度\t金额\n2021\t28\n结语")).toEqual([
      { kind: "paragraph", text: "一、依据" },
      {
        kind: "table",
        rows: [
          ["指标", "分值"],
          ["数量", "10"],
        ],
      },
      {
        kind: "table",
        rows: [
          ["年度", "金额"],
          ["2021", "28"],
        ],
      },
      { kind: "paragraph", text: "结语" },
    ]);
  });

  it("fills short rows and keeps what people type out of the structure", () => {
    expect(richTextOf("a\tb\tc\nd\te")).toEqual([
      {
        kind: "table",
        rows: [
          ["a", "b", "c"],
          ["d", "e", ""],
        ],
      },
    ]);
    expect(writeRichText([{ kind: "table", rows: [["有\t制表符", "有\n换行"]] }])).toBe("有 制表符\t有 换行");
  });

  it("comes back the same after it was written", () => {
    const words = fc
      .string({ minLength: 1, maxLength: 12 })
      .map((text) => text.replace(/\s+/g, " ").trim())
      .filter((text) => text !== "");
    const block: fc.Arbitrary<RichBlock> = fc.oneof(
      words.map((text) => ({ kind: "paragraph" as const, text })),
      fc
        .integer({ min: 2, max: 4 })
        .chain((width) =>
          fc.array(fc.array(words, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 4 }),
        )
        .map((rows) => ({ kind: "table" as const, rows })),
    );
    fc.assert(
      fc.property(fc.array(block, { maxLength: 8 }), (blocks) => {
        expect(richTextOf(writeRichText(blocks))).toEqual(blocks);
      }),
    );
  });
});
