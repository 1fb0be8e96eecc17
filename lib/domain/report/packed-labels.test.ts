import { describe, expect, it } from "vitest";
import { cataloguesOf } from "../testing/catalogues";
import { luozhuangFacts, luozhuangIdentity } from "../testing/luozhuang-2021";
import { packLabels, unpackLabels } from "./packed-labels";
import { createReportModel } from "./open-report";

const model = createReportModel({
  identity: luozhuangIdentity,
  ...cataloguesOf(2021),
  facts: luozhuangFacts,
  priorYear: null,
});
const tables = model.printedTables();
const labels: Record<string, string> = { "attachments.form.1.rate": "附表1 自评表 完成率" };
for (const { rows } of tables)
  for (const { cells } of rows) for (const { cellId } of cells) if (cellId) labels[cellId] = model.labelOf(cellId);

describe("names of cells that a page carries", () => {
  it("are those of the model, every one, in a fifth of the letters", () => {
    const packed = packLabels(tables, labels);
    expect(unpackLabels(tables, packed)).toEqual(labels);
    expect(Object.keys(labels).length).toBeGreaterThan(500);
    expect(JSON.stringify(packed).length).toBeLessThan(JSON.stringify(labels).length / 5);
  });

  it("that are otherwise composed stay as they are", () => {
    const odd = { "income.total.total": "别的名称", "income.2010301.total": "收入决算表“2010301 行政运行”“引号”合计" };
    const some = tables.filter(({ id }) => id === "income");
    expect(unpackLabels(some, packLabels(some, odd))).toMatchObject(odd);
  });
});
