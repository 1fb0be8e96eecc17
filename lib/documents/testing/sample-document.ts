import type { DocumentBlock, DocumentGrid, GridCell } from "@/lib/domain/text/writing/blocks";
import type { StatutoryDocument } from "@/lib/domain/document/document";
import type { Facts } from "@/lib/domain/words/facts";
import type { ReportIdentity } from "@/lib/domain/words/report-identity";
import { createReportModel, type ReportModel } from "@/lib/domain/report/open-report";
import { cataloguesOf } from "@/lib/domain/testing/catalogues";
import { luozhuangFacts, luozhuangIdentity } from "@/lib/domain/testing/luozhuang-2021";

/** Real accounts (or others) as a document with every kind of block; its wording is only a sample. */
export function sampleDocument(
  change: { identity?: Partial<ReportIdentity>; facts?: Facts; narrative?: readonly string[] } = {},
): { document: StatutoryDocument; model: ReportModel } {
  const identity = { ...luozhuangIdentity, ...change.identity };
  const model = createReportModel({ identity, ...cataloguesOf(identity.year), facts: change.facts ?? luozhuangFacts });
  const { unitName, year } = identity;
  const texts = change.narrative ?? sampleNarrative;
  return {
    model,
    document: {
      title: `${year}年度${unitName}单位决算`,
      unitCode: "101001",
      unitName,
      year,
      parts: [
        {
          id: "profile",
          heading: "第一部分 单位概况",
          blocks: [
            heading("profile-duties", 1, "一、单位职责"),
            ...[
              "（一）协助区政府领导同志审核或者组织起草区政府、区政府办公室发布的文电，负责承办省委省政府、市委市政府及其部门等来文来电。",
              "（二）负责区政府会议的准备和会务工作，组织起草区政府领导同志讲话以及其他综合性文稿。",
            ].map((text, index) => paragraph(`duty-${index + 1}`, text)),
            heading("profile-structure", 1, "二、机构设置"),
            paragraph(
              "structure",
              "内设10个科室，分别是：秘书一科、秘书二科、秘书三科、综合科、信息科、督查科、机要保密科、行政科、人事科和值班室。",
            ),
          ],
        },
        {
          id: "tables",
          heading: `第二部分 ${year}年度单位决算表`,
          blocks: model
            .printedTables()
            .map((table): DocumentBlock => ({ kind: "statutoryTable", id: table.id, table })),
        },
        {
          id: "narrative",
          heading: `第三部分 ${year}年度单位决算情况说明`,
          blocks: [
            heading("n1", 1, "一、收入支出决算总体情况说明"),
            ...texts.map((text, index) => paragraph(`narrative-${index + 1}`, text)),
            heading("n2", 1, "二、财政拨款“三公”经费支出决算情况说明"),
            heading("n2-1", 2, "（一）“三公”经费支出决算总体情况"),
            paragraph("n2-1-p", "“三公”经费支出年初预算为25万元，支出决算为24.86万元，完成年初预算的99.44%。"),
            heading("n2-1-1", 3, "1、公务接待费"),
            paragraph(
              "n2-1-1-p",
              "国内接待费13.86万元，主要用于办公室进行的公务接待，共计接待106批次、1188人次（含外事接待0批次、0人次）；",
            ),
          ],
        },
        {
          id: "glossary",
          heading: "第四部分 名词解释",
          blocks: [
            {
              kind: "term",
              id: "t1",
              term: "一、财政拨款收入",
              definition: "指单位从同级财政部门取得的财政预算资金。",
            },
            {
              kind: "term",
              id: "t2",
              term: "二、“三公”经费",
              definition: "指用财政拨款安排的因公出国（境）费、公务用车购置及运行维护费和公务接待费。",
            },
          ],
        },
        {
          id: "attachments",
          heading: "第五部分 附件",
          blocks: [heading("a1", 1, "一、项目支出绩效自评表"), { kind: "grid", id: "form-1", grid: selfEvaluation }],
        },
      ],
    },
  };
}

export const sampleNarrative = [
  "2021年度收、支总计均为1,387万元。与2020年度相比，收、支总计各增加5.09万元，增长0.37%。主要原因是人员经费增加。",
  "本年收入合计1,382.47万元，其中：财政拨款收入1,382.47万元，占100%；上级补助收入0万元，占0%。",
];

export function heading(id: string, level: 1 | 2 | 3, text: string): DocumentBlock {
  return { kind: "heading", id, level, text };
}

export function paragraph(id: string, text: string): DocumentBlock {
  return { kind: "paragraph", id, sentences: [{ id: `${id}-s`, fragments: [{ kind: "text", text }] }] };
}

const center = (text: string, span: Partial<GridCell> = {}): GridCell => ({ text, align: "center", ...span });
const indicator = (third: string, target: string, score: string): GridCell[] => [
  { text: third },
  center(target),
  center(target),
  center(score),
  center(score),
  center(""),
];

/** A form as offices print it: four levels of row spans. */
const selfEvaluation: DocumentGrid = {
  title: "区级预算项目支出绩效自评表",
  widths: [1, 2.6, 3, 4, 2.6, 2.6, 1.4, 1.4, 2.6],
  orientation: "portrait",
  head: [],
  body: [
    [
      center("项目名称", { colSpan: 2, isHead: true }),
      center("区政府办公设备购置经费", { colSpan: 3 }),
      center("主管部门", { isHead: true }),
      center("罗庄区人民政府办公室", { colSpan: 3 }),
    ],
    [
      center("一级\n指标", { colSpan: 2, isHead: true }),
      ...[
        "二级指标",
        "三级指标",
        "年度指标值（A）",
        "实际完成指标值（B）",
        "分值",
        "得分",
        "偏差原因分析及改进措施",
      ].map((text) => center(text, { isHead: true })),
    ],
    [
      center("年度绩效指标", { rowSpan: 5 }),
      center("产出指标\n（50分）", { rowSpan: 4 }),
      center("数量指标", { rowSpan: 3 }),
      ...indicator("采购批次", "3批", "4"),
    ],
    indicator("采购设备使用人数", "≥10人", "4"),
    indicator("采购设备数量", "≥20件", "4"),
    [center("质量指标"), ...indicator("设备购置成本是否超出规定", "否", "6")],
    [center("效益指标\n（30分）"), center("社会效益指标"), ...indicator("工作效率", "提高", "6")],
    [center("总　　分", { colSpan: 6, isHead: true }), center("99.63", { colSpan: 2 }), center("")],
  ],
  notes: ["注：1.得分一档最高不能超过该指标分值上限。", "2.定性指标根据指标完成情况分为三档。"],
};
