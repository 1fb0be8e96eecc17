import type { Locator, Page } from "@playwright/test";

/** 登录 */
export class SignInPage {
  readonly problem: Locator;

  constructor(private readonly page: Page) {
    this.problem = page.getByRole("alert").filter({ hasText: "用户名或密码不正确" });
  }

  async open(): Promise<void> {
    await this.page.goto("/sign-in");
  }

  async signIn(username: string, password: string): Promise<void> {
    await this.page.getByLabel("用户名").fill(username);
    await this.page.getByLabel("密码", { exact: true }).fill(password);
    await this.page.getByRole("button", { name: "登录" }).click();
  }
}
