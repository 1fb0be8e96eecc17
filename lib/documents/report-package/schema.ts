/**
 * The report package (报告包): one JSON file with all facts of one unit's report of one year. Everything else (tables,
 * totals, percentages) is derived from them and is not in the file.
 */
import { z } from "zod";
import { MAX_COUNT, parseAmount } from "@/lib/domain/words/amounts";
import { factKey, sheetIds } from "@/lib/domain/words/fact-address";
import { addressProblemMessages } from "@/lib/domain/formats/address-problem";
import type { Measure } from "@/lib/domain/formats/sheet-definition";
import type { EntrySheets } from "@/lib/domain/formats/entry-sheets";
import { formatOf, isFormatId } from "@/lib/domain/formats/format-of";
import { funds, unitKinds } from "@/lib/domain/words/funds";
import { keyEvaluationSchema, projectSchema } from "@/lib/documents/report-package/performance-schema";
import { isStorable } from "@/lib/domain/words/text-length";

export const PACKAGE_FORMAT = "mingzhang-report";
export const PACKAGE_VERSION = 1;

/** Largest file that is read at all, in bytes. The facts of a unit with 200 subjects stay below 0.5 MB. */
export const MAX_PACKAGE_BYTES = 5 * 1024 * 1024;

const addressPart = z
  .string()
  .min(1, "不能为空。")
  .max(120, "最长120个字符。")
  .regex(/^[A-Za-z0-9._-]+$/, "只能含字母、数字和 . _ -。");
const text = (max: number) => z.string().max(max, `最长${max}个字。`).refine(isStorable, "含有无法保存的字符。");

const yuanPattern = /^-?\d{1,40}\.\d{2}$/;

/** Digits before the decimal point of the largest amount (`MAX_FEN`). */
const MAX_YUAN_DIGITS = 12;

const factShape = z.strictObject({
  sheet: z.enum(sheetIds, addressProblemMessages.unknownSheet),
  row: addressPart,
  /** 资金性质; empty on sheets that do not tell funds apart. */
  fund: z.union([z.enum(funds), z.literal("")], addressProblemMessages.unknownFund),
  column: addressPart,
  /** Money in yuan, two decimals, as text: `"9409275.00"`. */
  yuan: z.string().regex(yuanPattern, '须为元，带两位小数的文本，如 "9409275.00"。').optional(),
  /** Persons, vehicles, groups … */
  count: z.number("须为整数。").int("须为整数。").min(0, "不能为负数。").max(MAX_COUNT, "数值过大。").optional(),
  /** Points of a hundred, two decimals, as text: `"99.33"`. */
  score: z.string().regex(yuanPattern, '须为带两位小数的文本，如 "99.33"。').optional(),
});

/** How a package writes each measure. */
const partOf = { money: "yuan", count: "count", score: "score" } as const satisfies Record<Measure, string>;
const valueParts = Object.values(partOf);
const partWords = { yuan: "金额", count: "数量", score: "得分" } as const;

/** A fact with what the sheets of its format say: money or a count, and whether it may be negative. */
function factSchema(sheets: EntrySheets) {
  return factShape.superRefine((fact, context) => {
    const wanted = partOf[sheets.measureOf(fact)];
    const others = valueParts.filter((part) => part !== wanted && fact[part] !== undefined);
    for (const other of others)
      context.addIssue({ code: "custom", path: [other], message: `此处是${partWords[wanted]}，应写 ${wanted}。` });
    if (others.length === 0 && fact[wanted] === undefined)
      context.addIssue({
        code: "custom",
        path: [wanted],
        message: `缺少${partWords[wanted]} ${wanted}。空白单元格不写入报告包。`,
      });
    if (fact.score !== undefined && yuanPattern.test(fact.score) && !parseAmount(fact.score, "score").ok)
      context.addIssue({ code: "custom", path: ["score"], message: "得分须在0至100之间。" });
    if (fact.yuan !== undefined && yuanPattern.test(fact.yuan)) {
      if (fact.yuan.replace(/^-?0*/, "").length > MAX_YUAN_DIGITS + ".00".length)
        context.addIssue({ code: "custom", path: ["yuan"], message: "金额过大。" });
      if (fact.yuan.startsWith("-") && !sheets.allowsNegative(fact))
        context.addIssue({ code: "custom", path: ["yuan"], message: "此处不应为负数。" });
    }
  });
}

const textSchema = z.strictObject({
  slot: z
    .string()
    .min(1, "不能为空。")
    .max(120, "最长120个字符。")
    .regex(/^[A-Za-z0-9:._-]+$/, "文字位置不正确。"),
  text: text(20_000),
});

/** A 往来单位 by the identity under which the addresses have it, with what every installation knows it by. */
const partySchema = z.strictObject({
  id: z.uuid("往来单位的标识不正确。"),
  /** Empty where the writing installation does not know it either. */
  code: z.union([z.literal(""), z.string().regex(/^[0-9A-Za-z]{3,20}$/)], "单位代码须为3至20位数字或字母。"),
  name: text(100).min(1, "不能为空。"),
});

const head = {
  format: z.literal(PACKAGE_FORMAT, `不是报告包：format 须为“${PACKAGE_FORMAT}”。`),
  version: z.literal(PACKAGE_VERSION, `报告包版本不受支持：本系统读取第${PACKAGE_VERSION}版。`),
};

/** Asked first: what another program or a later version means by the rest is not for this schema to judge. */
export const packageHeadSchema = z.object(
  { ...head, tableSetId: z.unknown().optional() },
  "不是报告包：文件的内容不是一个报告包。",
);

function packageSchema<F extends z.ZodType<z.infer<typeof factShape>>>(fact: F) {
  return z
    .strictObject({
      ...head,
      unit: z.strictObject({
        code: z.string().regex(/^[0-9A-Za-z]{3,20}$/, "单位代码须为3至20位数字或字母。"),
        name: text(100).min(1, "不能为空。"),
        kind: z.enum(unitKinds, "单位类型不正确。"),
      }),
      year: z
        .number("须为四位数年度。")
        .int("须为四位数年度。")
        .min(2015, "年度须在2015至2100之间。")
        .max(2100, "年度须在2015至2100之间。"),
      tableSetId: addressPart,
      facts: z.array(fact).max(20_000, "最多20000条。"),
      texts: z.array(textSchema).max(1000, "最多1000条。"),
      projects: z.array(projectSchema).max(200, "项目最多200个。"),
      keyEvaluations: z.array(keyEvaluationSchema).max(20, "重点绩效评价报告最多20份。").default([]),
      /** The 往来单位 that the facts name; packages of earlier releases have none. */
      parties: z.array(partySchema).max(2000, "往来单位最多2000个。").default([]),
    })
    .superRefine(({ facts, texts }, context) => {
      reportRepeats(
        facts.map(({ sheet, row, fund, column }) => factKey(sheet, row, fund, column)),
        "facts",
        "同一单元格",
        context,
      );
      reportRepeats(
        texts.map(({ slot }) => slot),
        "texts",
        "同一处文字",
        context,
      );
    });
}

/** Every package, whatever its format: what the interface describes. */
export const reportPackageSchema = packageSchema(factShape);

/**
 * The schema of a format's packages. Those of a format that this installation has not are refused by name later
 * (misplacedReasons).
 */
export function reportPackageSchemaOf(tableSetId: unknown): typeof reportPackageSchema {
  return typeof tableSetId === "string" && isFormatId(tableSetId)
    ? packageSchema(factSchema(formatOf(tableSetId).sheets))
    : reportPackageSchema;
}

/** A package as read and validated. */
export type ReportPackage = z.infer<typeof reportPackageSchema>;

function reportRepeats(keys: readonly string[], list: "facts" | "texts", what: string, context: z.RefinementCtx): void {
  const first = new Map<string, number>();
  keys.forEach((key, index) => {
    const before = first.get(key);
    if (before === undefined) first.set(key, index);
    else
      context.addIssue({
        code: "custom",
        path: [list, index],
        message: `${what}（${key}）已在 ${list}[${before}] 出现过。`,
      });
  });
}
