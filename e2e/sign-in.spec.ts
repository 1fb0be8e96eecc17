import { expect, test } from "@playwright/test";
import { demoPassword, demoPeople } from "@/prisma/seed/demo-people";
import { expectAccessible } from "./support/accessibility";
import { SignInPage } from "./pages/sign-in-page";

test.describe("signing in", { tag: "@phone" }, () => {
  test("leads everyone to their own desk", async ({ page, context }) => {
    const homes = [
      [demoPeople.preparer, /\/desk/],
      [demoPeople.reviewer, /\/review/],
      [demoPeople.admin, /\/admin/],
    ] as const;
    for (const [person, home] of homes) {
      const form = new SignInPage(page);
      await form.open();
      await form.signIn(person.username, demoPassword);
      await expect(page).toHaveURL(home);
      await context.clearCookies();
    }
  });

  test("tells of a wrong password without saying which names exist", async ({ page }) => {
    const form = new SignInPage(page);
    await form.open();
    await expectAccessible(page);
    const said: (string | null)[] = [];
    for (const username of ["nobody-here", demoPeople.secondReviewer.username]) {
      await form.signIn(username, "a wrong password");
      await expect(form.problem).toBeVisible();
      said.push(await form.problem.textContent());
    }
    expect(said[0]).toBe(said[1]);
    await expectAccessible(page);
  });

  test("is asked for before any desk is shown", async ({ page }) => {
    for (const path of ["/desk", "/review", "/admin"]) {
      await page.goto(path);
      await expect(page).toHaveURL(/\/sign-in/);
    }
  });
});
