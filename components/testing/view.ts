import { ask } from "@/lib/domain/questions/question";
import type { View } from "@/lib/domain/questions/view";

/** A ranking with one unit in it. */
export const viewOfOneRow = (code: string): View => ({
  question: ask("rank", { year: 2021, figure: "expenditure" }),
  district: { code: "371311", name: "罗庄区" },
  day: "2022-09-01",
  title: "支出合计最多的单位",
  sentence: "一句话。",
  answer: null,
  columns: [
    { id: "code", heading: "单位代码", kind: "code" },
    { id: "name", heading: "单位", kind: "text" },
  ],
  rows: [{ values: { code, name: "第1预算单位" } }],
  total: null,
  chart: null,
  rule: "口径。",
  notes: [],
  empty: "没有。",
  paging: { total: 1, page: 1, pageSize: 100 },
  related: [],
});
