import { z } from "zod";
import { unitKinds } from "@/lib/domain/words/funds";

// The parameters of every address of the interface. What is not here is refused by name (strict-query.ts); the
// descriptions are those of the OpenAPI document.

const wholeNumber = (most: number, name: string) =>
  z
    .string()
    .regex(/^[1-9]\d{0,6}$/, `${name}为从 1 起的整数。`)
    .transform(Number)
    .refine((value) => value <= most, `${name}最大为 ${most}。`);

const year = z
  .string()
  .regex(/^\d{4}$/, "年度为四位数字，如 2021。")
  .transform(Number)
  .meta({ description: "年度", example: "2021" });
const unit = z
  .string()
  .regex(/^[A-Za-z0-9-]{1,30}$/, "单位代码由数字和字母组成。")
  .meta({ description: "单位代码，现用的或曾用的", example: "101001" });
const department = z
  .string()
  .regex(/^[A-Za-z0-9-]{1,30}$/, "部门代码由数字和字母组成。")
  .meta({ description: "主管部门代码", example: "101" });
const subject = z
  .string()
  .regex(/^\d{3}(?:\d{2}){0,2}$/, "科目编码为 3、5 或 7 位数字，如 2080505。")
  .meta({ description: "功能分类或经济分类科目编码：类、款、项", example: "2080505" });
const table = z
  .string()
  .regex(/^[A-Za-z]{1,60}$/, "表的标识见 /api/v1/tables，如 expenditure。")
  .meta({ description: "表的标识，见 /api/v1/tables", example: "expenditure" });
const page = wholeNumber(100_000, "页码").default(1).meta({ description: "页码，从 1 起", example: "1" });
const pageSize = (most: number, usual: number) =>
  wholeNumber(most, "每页份数")
    .default(usual)
    .meta({ description: `每页多少份，最多 ${most}，缺省 ${usual}`, example: "2" });

export const queries = {
  /** Addresses without parameters. */
  none: z.object({}),
  units: z.object({ year: year.optional(), department: department.optional() }),
  reports: z.object({
    year: year.optional(),
    unit: unit.optional(),
    department: department.optional(),
    subject: subject.optional(),
    page,
    pageSize: pageSize(200, 50),
  }),
  report: z.object({
    version: wholeNumber(9_999, "版本号").optional().meta({ description: "版本号，缺省为最新版本", example: "1" }),
  }),
  cells: z.object({
    year: year.optional(),
    unit: unit.optional(),
    department: department.optional(),
    subject: subject.optional(),
    table: table.optional(),
    page,
    pageSize: pageSize(20, 10),
  }),
  subjects: z.object({
    year: year.optional(),
    classification: z
      .enum(["functional", "economic"], "科目分类为 functional（功能分类）或 economic（经济分类）。")
      .optional()
      .meta({ description: "功能分类 functional 或经济分类 economic", example: "functional" }),
    code: subject.optional().meta({ description: "科目编码，及其下级", example: "208" }),
  }),
  tables: z.object({ year: year.optional() }),
  changes: z.object({
    after: z
      .string()
      .regex(/^\d{1,9}$/, "after 为上次得到的最后一个序号，从 0 起。")
      .transform(Number)
      .default(0)
      .meta({ description: "在这个序号之后的公开和更正：上次得到的 sequence", example: "0" }),
    since: z.iso
      .date("since 为日期，如 2022-08-01。")
      .optional()
      .meta({ description: "这一天（北京时间）起的公开和更正", example: "2022-01-01" }),
    pageSize: pageSize(500, 100),
  }),
  proofEntries: z.object({
    after: z
      .string()
      .regex(/^\d{1,9}$/, "after 为上次得到的最后一条的编号，从 0 起。")
      .transform(Number)
      .default(0)
      .meta({ description: "在这一条之后的清单：上次得到的 entry", example: "0" }),
    pageSize: pageSize(500, 100),
  }),
  search: z.object({
    q: z.string().default("").meta({ description: "查找的词：单位、科目、项目、词句或金额", example: "公务接待" }),
    year: year.optional(),
    kind: z
      .enum(unitKinds, `单位类型为 ${unitKinds.join("、")} 之一。`)
      .optional()
      .meta({ description: "单位类型", example: "administrative" }),
    department: department.optional(),
    page: wholeNumber(500, "页码").default(1).meta({ description: "页码，从 1 起，最多 500", example: "1" }),
  }),
} as const;
