import { expect, type Page } from "@playwright/test";
import { unitKindLabels, type UnitKind } from "@/lib/domain/words/funds";

/** /admin: units and users. */
export class AdminPages {
  constructor(private readonly page: Page) {}

  async addUnit(unit: {
    code: string;
    name: string;
    kind: UnitKind;
    department: string;
    /** The day it was founded on. */
    founded: string;
  }): Promise<void> {
    await this.page.goto("/admin");
    await this.page.getByRole("button", { name: "新增单位" }).click();
    const dialog = this.page.getByRole("dialog");
    await dialog.getByRole("combobox", { name: /^主管部门/ }).selectOption({ label: unit.department });
    await dialog.getByLabel("单位代码").fill(unit.code);
    await dialog.getByLabel("单位全称").fill(unit.name);
    await dialog.getByRole("combobox", { name: /^单位类型/ }).selectOption({ label: unitKindLabels[unit.kind] });
    await dialog.getByLabel("设立日期").fill(unit.founded);
    await dialog.getByLabel("批准文件日期").fill(unit.founded);
    await dialog.getByLabel("批准文件文号或名称").fill("罗编〔2022〕1号");
    await dialog.getByRole("button", { name: "保存" }).click();
    await expect(dialog).toBeHidden();
    await expect(this.page.getByText(unit.name).first()).toBeVisible();
  }

  /** One that has always been there. */
  async addDepartment(department: { code: string; name: string; kind: UnitKind }): Promise<void> {
    await this.page.goto("/admin");
    await this.page.getByRole("button", { name: "新增单位" }).click();
    const dialog = this.page.getByRole("dialog");
    await dialog.getByRole("combobox", { name: /^层级/ }).selectOption({ label: "主管部门" });
    await dialog.getByLabel("单位代码").fill(department.code);
    await dialog.getByLabel("单位全称").fill(department.name);
    await dialog.getByRole("combobox", { name: /^单位类型/ }).selectOption({ label: unitKindLabels[department.kind] });
    await dialog.getByRole("combobox", { name: /^登记事由/ }).selectOption("initial");
    await dialog.getByRole("button", { name: "保存" }).click();
    await expect(dialog).toBeHidden();
  }

  /** Opens a year through all its steps; the form in force is the one proposed. */
  async openYear(year: { year: number; format: string; opensAt: string; deadline: string }): Promise<void> {
    const { page } = this;
    await this.prepareYear(year.year);
    await expect(page.getByRole("radio", { name: new RegExp(year.format) })).toBeChecked();
    await this.saveStep("科目");
    await this.saveStep("今年有什么变化");
    await this.saveStep("期限与时钟");
    await page.getByLabel("填报开始日期").fill(year.opensAt);
    await page.getByLabel("上报截止日期").fill(year.deadline);
    await this.saveStep("谁要编报");
    await this.saveStep("年初结转");
    await this.saveStep("核对与开设");
    const check = page.getByRole("checkbox", { name: /已核对，仍要开设$/ });
    if (await check.isVisible()) await check.check();
    await page.getByRole("button", { name: `开设${year.year}年度` }).click();
    await expect(page.getByText(`${year.year}年度已经开设`)).toBeVisible();
  }

  /** Begins to prepare a year, and is at its first step. */
  async prepareYear(year: number): Promise<void> {
    await this.page.goto("/admin/years");
    await this.page.getByLabel("年度", { exact: true }).fill(String(year));
    await this.page.getByRole("button", { name: "开设年度" }).click();
    await expect(this.page.getByRole("heading", { name: `开设${year}年度`, level: 1 })).toBeVisible();
  }

  /** Saves the step at hand and waits for the next one. */
  async saveStep(next: string): Promise<void> {
    await this.page.getByRole("button", { name: "保存并继续" }).click();
    await expect(this.page.getByRole("heading", { name: next, level: 2 })).toBeVisible();
  }

  /** Adds a preparer of one unit and returns the initial password, which is shown this once. */
  async addPreparer(user: { username: string; name: string; unitName: string }): Promise<string> {
    return this.addPerson({ ...user, grant: `填报人：${user.unitName}` });
  }

  /**
   * Adds a person with one box ticked: a unit, which is searched for, or a role in the whole district.
   *
   * @returns the initial password.
   */
  async addPerson(user: { username: string; name: string; grant: string; unitName?: string }): Promise<string> {
    await this.page.goto("/admin/users");
    await this.page.getByRole("button", { name: "新增用户" }).click();
    const dialog = this.page.getByRole("dialog");
    await dialog.getByLabel("用户名").fill(user.username);
    await dialog.getByLabel("姓名").fill(user.name);
    if (user.unitName) await dialog.getByRole("searchbox", { name: "查找填报人的单位" }).fill(user.unitName);
    await dialog.getByRole("checkbox", { name: user.grant }).check();
    await dialog.getByRole("button", { name: "保存" }).click();
    await expect(dialog.getByText("初始密码只显示这一次")).toBeVisible();
    const password = await dialog.locator(".font-mono").innerText();
    await dialog.getByRole("button", { name: /已记下/ }).click();
    return password.trim();
  }
}
