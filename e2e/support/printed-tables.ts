import { expect, type Page } from "@playwright/test";
import type { PrintedTable } from "@/lib/domain/model/printed-table";
import { createReportModel } from "@/lib/domain/model/report-model";
import { cataloguesOf } from "@/lib/domain/testing/catalogues";
import { luozhuangFacts, luozhuangIdentity } from "@/lib/domain/testing/luozhuang-2021";

/** The nine tables of the real accounts. That they equal the published document cell by cell is proven in lib/domain/model. */
export function realTables(): PrintedTable[] {
  return createReportModel({ identity: luozhuangIdentity, ...cataloguesOf(luozhuangIdentity.year), facts: luozhuangFacts }).printedTables();
}

const withoutSpace = (text: string) => text.replace(/\s/g, "");

/** Every label, line number and figure of the tables stands on the page, in order, in a real `<table>` each. */
export async function expectTables(page: Page, tables: readonly PrintedTable[]): Promise<void> {
  const shown = (await page.locator("table").allTextContents()).map(withoutSpace);
  for (const { code, title, rows } of tables) {
    const body = withoutSpace(rows.flatMap(({ cells }) => cells.map(({ text }) => text)).join(""));
    expect(shown.some((text) => text.includes(body)), `${code} ${title} on ${page.url()}`).toBe(true);
  }
}
