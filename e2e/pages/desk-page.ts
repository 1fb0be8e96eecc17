import { quoted } from "@/lib/domain/words/quoted";
import { expect, type Locator, type Page } from "@playwright/test";
import { toPackage, writePackage } from "@/lib/documents/report-package/write-package";
import type { ReportIdentity } from "@/lib/domain/words/report-identity";
import { fundLabels, type Fund, type UnitKind } from "@/lib/domain/words/funds";
import { parseFactKey, type FactKey } from "@/lib/domain/words/fact-address";
import { textSlots } from "@/lib/domain/words/facts";
import type { StoredPerformance } from "@/lib/domain/performance/stored-performance";
import type { EntrySheets } from "@/lib/domain/formats/entry-sheets";
import { shandong2021 } from "@/lib/domain/formats/shandong-2021/format";
import { signIn } from "./signed-in";

/** /desk and one report on it, as the accountant uses it. */
export class DeskPage {
  readonly saving: Locator;
  readonly checks: Locator;
  /** What is said of a rehearsal, with its ways out. */
  readonly rehearsal: Locator;
  private readonly views: Locator;

  constructor(
    private readonly page: Page,
    private readonly sheets: EntrySheets = shandong2021.sheets,
  ) {
    this.saving = page.getByRole("region", { name: "填报", exact: true }).getByRole("status").first();
    this.checks = page.getByRole("region", { name: "审核结果" });
    this.rehearsal = page.getByRole("region", { name: "彩排", exact: true });
    this.views = page.getByRole("navigation", { name: "填报表和公开表" });
  }

  /** Signs a preparer in and opens a report. */
  static async signedIn(page: Page, person: { username: string }, unitCode: string, year: number): Promise<DeskPage> {
    await signIn(page, person);
    const desk = new DeskPage(page);
    await desk.open(unitCode, year);
    return desk;
  }

  /** Begins the report of a year from the desk's home. */
  async begin(year: number): Promise<void> {
    await this.page.goto("/desk");
    await this.page
      .getByRole("listitem")
      .filter({ hasText: `${year}年度` })
      .getByRole("button", { name: "开始填报" })
      .click();
    await expect(this.views).toBeVisible();
  }

  async open(unitCode: string, year: number): Promise<void> {
    await this.page.goto(`/desk/${unitCode}/${year}`);
    await expect(this.views).toBeVisible();
    // The page stands before its scripts run; what is chosen in between is not heard.
    await expect(this.saving).not.toHaveText(/正在核对/);
  }

  /** From the list at the side; on a narrow screen from the choice above. */
  async show(title: string): Promise<void> {
    const choice = this.views.getByRole("combobox");
    if (await choice.isVisible())
      await choice.selectOption((await choice.getByRole("option", { name: title }).first().getAttribute("value"))!);
    else await this.views.getByRole("button", { name: title }).first().click();
  }

  async showTab(name: "审核" | "意见" | "来源与去向"): Promise<void> {
    await this.page.getByRole("tab", { name: new RegExp(`^${name}`) }).click();
  }

  /**
   * Types one fact as a person would: to its sheet and fund, adds the subject when it has no row yet, types, leaves the
   * cell.
   */
  async type(key: FactKey, input: string): Promise<void> {
    const { sheet, row, fund } = parseFactKey(key);
    const definition = this.sheets.find(sheet);
    const title = definition?.title ?? "上年数";
    if ((await this.page.getByRole("heading", { level: 2, name: title, exact: true }).count()) === 0)
      await this.show(title);
    if (definition?.funds && fund) await this.chooseFund(fund as Fund);
    const cell = this.cell(key);
    if ((await cell.count()) === 0) await this.addSubject(row);
    await cell.fill(input);
    await cell.blur();
  }

  /** Brings figures, texts and performance forms in as a report package and takes every change over. */
  async importPackage({
    identity: { year, tableSetId },
    unit,
    values,
    texts,
    performance,
  }: {
    identity: ReportIdentity;
    unit: { code: string; name: string; kind: UnitKind };
    values: readonly (readonly [FactKey, number])[];
    texts: readonly { slot: string; text: string }[];
    performance: StoredPerformance;
  }): Promise<void> {
    const content = toPackage({
      unit,
      year,
      tableSetId,
      values: values.map(([key, value]) => ({ address: parseFactKey(key), value })),
      texts: [...texts],
      projects: [...performance.projects],
      keyEvaluations: [...performance.keyEvaluations],
    });
    const dialog = await this.readFile("决算.json", Buffer.from(writePackage(content)));
    await dialog.getByRole("button", { name: /^采用/ }).click();
  }

  /** Has a file read; the dialog lists what it would change, or why it is refused. */
  async readFile(name: string, bytes: Uint8Array): Promise<Locator> {
    await this.page
      .getByLabel("导入文件", { exact: true })
      .setInputFiles({ name, mimeType: "application/octet-stream", buffer: Buffer.from(bytes) });
    return this.page.getByRole("dialog", { name });
  }

  /** Writes what the narrative asks for: a reason, a purpose. */
  async write(slot: string, text: string): Promise<void> {
    if ((await this.page.getByRole("heading", { level: 2, name: "决算说明", exact: true }).count()) === 0)
      await this.show("决算说明");
    await this.page.locator(`textarea[name="${slot}"]`).fill(text);
  }

  /** Writes what a box asks for on a pane. */
  async fillIn(pane: string, box: string, text: string): Promise<void> {
    await this.show(pane);
    await this.page.getByRole("textbox", { name: box }).fill(text);
  }

  /** Writes the unit's profile, and what its other vehicles are. */
  async describe(texts: ReadonlyMap<string, string>): Promise<void> {
    await this.show("国有资产占用");
    await this.page.getByRole("textbox", { name: "其他用车说明" }).fill(texts.get(textSlots.otherVehiclesNote)!);
    await this.show("单位概况");
    await this.page.getByRole("textbox", { name: "单位职责" }).fill(texts.get(textSlots.duties)!);
    await this.page.getByRole("textbox", { name: "机构设置" }).fill(texts.get(textSlots.structure)!);
  }

  /** Begins or goes on with a rehearsal, or puts it aside: the one button of it, by keyboard. */
  async rehearse(name: "彩排" | "继续彩排" | "暂停彩排"): Promise<void> {
    await this.page.getByRole("button", { name, exact: true }).press("Enter");
  }

  /** Asks for the rehearsal to be taken over; the dialog lists what would be. */
  async askToAdopt(): Promise<Locator> {
    const adopt = this.rehearsal.getByRole("button", { name: "采用", exact: true });
    // A key waits for nothing.
    await expect(adopt).toBeEnabled();
    await adopt.press("Enter");
    return this.page.getByRole("dialog", { name: "采用彩排改动" });
  }

  cell(key: FactKey): Locator {
    return this.page.locator(`input[data-key="${key}"]`);
  }

  async stateNoData(title: string): Promise<void> {
    await this.show(title);
    await this.page.getByRole("checkbox", { name: `本单位本年度没有${quoted(title)}数据` }).check();
  }

  async expectSaved(): Promise<void> {
    await expect(this.saving).toHaveText(/^已全部保存/);
  }

  /** Writes an explanation wherever a finding asks for one. */
  async explainFindings(text: string): Promise<void> {
    await this.showTab("审核");
    const boxes = this.checks.getByRole("textbox", { name: /^核实说明/ });
    for (let at = 0; at < (await boxes.count()); at++) {
      await boxes.nth(at).fill(text);
      await boxes.nth(at).blur();
    }
    await expect(this.checks.getByText("尚未说明")).toHaveCount(0);
    await this.expectSaved();
  }

  async answer(comment: string, text: string): Promise<void> {
    await this.showTab("意见");
    const thread = this.page.getByRole("group", { name: /^审核意见/ }).filter({ hasText: comment });
    await thread.getByRole("button", { name: "答复" }).click();
    await thread.getByRole("textbox", { name: "答复" }).fill(text);
    await thread.getByRole("button", { name: "保存答复" }).click();
    await expect(thread.getByText("已答复")).toBeVisible();
  }

  /** Opens the dialog of 上报; what stands in the way is listed in it. */
  async askToSubmit(): Promise<Locator> {
    await this.page.getByRole("button", { name: "上报", exact: true }).click();
    return this.page.getByRole("dialog", { name: "上报" });
  }

  async submit(): Promise<void> {
    const dialog = await this.askToSubmit();
    await dialog.getByRole("button", { name: "确认上报" }).click();
    await expect(dialog).toBeHidden();
  }

  private async chooseFund(fund: Fund): Promise<void> {
    const button = this.page
      .getByRole("group", { name: "资金性质" })
      .getByRole("button", { name: fundLabels[fund], exact: true });
    if ((await button.getAttribute("aria-pressed")) !== "true") await button.click();
  }

  private async addSubject(code: string): Promise<void> {
    const picker = this.page.getByRole("combobox", { name: "添加科目" });
    await picker.fill(code);
    await this.page.getByRole("option", { name: new RegExp(`^${code}`) }).click();
  }
}
