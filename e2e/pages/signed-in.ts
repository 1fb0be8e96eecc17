import { expect, type BrowserContext, type Page } from "@playwright/test";
import { demoPassword } from "@/prisma/seed/demo-people";
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
  const form = new SignInPage(page);
  await form.open();
  await form.signIn(username, demoPassword);
  await expect(page).not.toHaveURL(/\/sign-in/);
  sessions.set(username, await page.context().cookies());
}
