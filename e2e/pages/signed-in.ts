import { expect, test, type Browser, type BrowserContext, type Page } from "@playwright/test";
import { demoPassword } from "@/prisma/seed/demo-people";
import { expectAccessible } from "../support/accessibility";
import { SignInPage } from "./sign-in-page";

type Cookies = Awaited<ReturnType<BrowserContext["cookies"]>>;

/** Sessions of demo people that this run has begun. */
const sessions = new Map<string, Cookies>();

/** Signs a demo person in: by the form the first time, afterwards by the same session while it lasts. */
export async function signIn(page: Page, { username }: { username: string }): Promise<void> {
  const known = sessions.get(username);
  if (known) {
    await page.context().addCookies(known);
    const own = await page.request.get("/account/profile", { maxRedirects: 0, maxRetries: 1 });
    if (own.ok()) return;
  }
  await signInByForm(page, { username, password: demoPassword });
  sessions.set(username, await page.context().cookies());
}

async function signInByForm(page: Page, { username, password }: { username: string; password: string }): Promise<void> {
  const form = new SignInPage(page);
  await form.open();
  await form.signIn(username, password);
  await expect(page).not.toHaveURL(/\/sign-in/);
}

/** A person with a browser of their own; one of the demo district goes on with a session that this run has begun. */
export async function signedIn(
  browser: Browser,
  options: { username: string; password: string },
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext(test.info().project.use);
  const page = await context.newPage();
  if (options.password === demoPassword) await signIn(page, options);
  else await signInByForm(page, options);
  return { context, page };
}

/** A person who has got an initial password and has to change it before anything else. */
export async function signedInFirst(
  browser: Browser,
  { username, initialPassword, newPassword }: { username: string; initialPassword: string; newPassword: string },
): Promise<{ context: BrowserContext; page: Page }> {
  const first = await signedIn(browser, { username, password: initialPassword });
  await expect(first.page).toHaveURL(/\/account\/password/);
  await expectAccessible(first.page);
  await first.page.getByLabel("当前密码").fill(initialPassword);
  await first.page.getByLabel("新密码").fill(newPassword);
  await first.page.getByRole("button", { name: "修改密码" }).click();
  await expect(first.page).toHaveURL(/\/sign-in/);
  await first.context.close();
  return signedIn(browser, { username, password: newPassword });
}
