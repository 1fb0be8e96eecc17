import { expect, type Page } from "@playwright/test";
import type { PrintedTable } from "@/lib/domain/model/printed-table";
import { createReportModel, type ReportModel } from "@/lib/domain/model/report-model";
import { sentencesOf } from "@/lib/domain/narrative/citations";
import { narrativeOf } from "@/lib/domain/narrative/narrative";
import { reasonPlacesOf } from "@/lib/domain/narrative/reasons";
import { sentenceText } from "@/lib/domain/narrative/sentence";
import { cataloguesOf } from "@/lib/domain/testing/catalogues";
import { luozhuangFacts, luozhuangIdentity } from "@/lib/domain/testing/luozhuang-2021";

/** The real accounts, under another unit's name when one is given. */
export function realModel(unitName = luozhuangIdentity.unitName): ReportModel {
  return createReportModel({ identity: { ...luozhuangIdentity, unitName }, ...cataloguesOf(luozhuangIdentity.year), facts: luozhuangFacts });
}

/** The nine tables of the real accounts. That they equal the published document cell by cell is proven in lib/domain/model. */
export function realTables(): PrintedTable[] {
  return realModel().printedTables();
}

/** Slots of the texts that the narrative of the real accounts asks for. */
export function openSlots(unitName: string): string[] {
  return reasonPlacesOf(narrativeOf({ model: realModel(unitName), texts: new Map() })).map(({ slot }) => slot);
}

const withoutSpace = (text: string) => text.replace(/\s/g, "");

/** The narrative stands on the page word for word. That it equals the published one sentence by sentence is proven in lib/domain/narrative. */
export async function expectNarrative(page: Page, model: ReportModel): Promise<void> {
  const shown = withoutSpace((await page.getByRole("region", { name: /^第三部分/ }).textContent()) ?? "");
  const sentences = sentencesOf(narrativeOf({ model, texts: model.facts().texts })).map(({ sentence }) => withoutSpace(sentenceText(sentence)));
  expect(sentences.filter((sentence) => !shown.includes(sentence)), `sentences missing on ${page.url()}`).toEqual([]);
}

/** Every label, line number and figure of the tables stands on the page, in order, in a real `<table>` each. */
export async function expectTables(page: Page, tables: readonly PrintedTable[]): Promise<void> {
  const shown = (await page.locator("table").allTextContents()).map(withoutSpace);
  for (const { code, title, rows } of tables) {
    const body = withoutSpace(rows.flatMap(({ cells }) => cells.map(({ text }) => text)).join(""));
    expect(shown.some((text) => text.includes(body)), `${code} ${title} on ${page.url()}`).toBe(true);
  }
}
