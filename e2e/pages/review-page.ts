import { expect, type Page } from "@playwright/test";

/** /review and one report on it. */
export class ReviewPage {
  constructor(private readonly page: Page) {}

  /** From the queue of a year to the unit's report. */
  async openFromQueue(unitName: string, year: number): Promise<void> {
    await this.page.goto(`/review?year=${year}`);
    await this.page.getByRole("link", { name: unitName }).first().click();
    await expect(this.page.getByRole("heading", { level: 1 })).toContainText(unitName);
  }

  async beginReview(): Promise<void> {
    await this.page.getByRole("button", { name: "开始审核" }).click();
    await expect(this.page.getByRole("button", { name: "退回" })).toBeVisible();
  }

  async commentOnCell(cellId: string, body: string): Promise<void> {
    // On a phone the document is behind what is open.
    const wholeReport = this.page.getByRole("button", { name: "报告全文" });
    if (await wholeReport.isVisible()) await wholeReport.click();
    await this.page.locator(`[data-cell="${cellId}"] button`).first().click();
    await this.page.getByRole("textbox", { name: "审核意见" }).fill(body);
    await this.page.getByRole("button", { name: "提出意见" }).click();
    await expect(this.page.getByRole("group", { name: /^审核意见/ }).filter({ hasText: body })).toBeVisible();
  }

  async resolve(body: string): Promise<void> {
    const thread = this.page.getByRole("group", { name: /^审核意见/ }).filter({ hasText: body });
    await thread.getByRole("button", { name: "标为已解决" }).click();
    await expect(thread.getByText("已解决", { exact: true })).toBeVisible();
  }

  /** A step that asks for confirmation, with its reason where one is due; what is open is confirmed. */
  async take(step: "退回" | "批复" | "公开", reason?: string): Promise<void> {
    await this.page.getByRole("button", { name: step, exact: true }).click();
    const dialog = this.page.getByRole("dialog");
    if (reason !== undefined) await dialog.getByRole("textbox", { name: new RegExp(`^${step}原因`) }).fill(reason);
    const stillOpen = dialog.getByRole("checkbox", { name: /^我已逐项看过/ });
    if ((await stillOpen.count()) > 0) await stillOpen.check();
    await dialog.getByRole("button", { name: `确认${step}` }).click();
    await expect(dialog).toBeHidden();
  }
}
