import { expect, test } from "@playwright/test";
import { demoPassword, demoPeople } from "@/prisma/seed/demo-people";
import { signIn } from "./pages/signed-in";
import { routes } from "./server/routes";
import { expectAccessible } from "./support/accessibility";
import { forbiddenByPolicy } from "./support/policy";
import { SignInPage } from "./pages/sign-in-page";

test.describe("signing in", () => {
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

  test("tells of a wrong password without saying which names exist", { tag: "@phone" }, async ({ page }) => {
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

test.describe("signing in without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("works, and never puts a name or a password into an address", async ({ page }) => {
    const addresses: string[] = [];
    page.on("request", (request) => addresses.push(request.url()));
    await page.goto("/sign-in?next=/account/profile");
    const form = new SignInPage(page);

    await form.signIn(demoPeople.preparer.username, "a wrong password");
    await expect(form.problem).toBeVisible();
    await expect(page.getByLabel("用户名")).toHaveValue(demoPeople.preparer.username);
    await expect(page.getByLabel("密码", { exact: true })).toHaveValue("");

    await form.signIn(demoPeople.preparer.username, demoPassword);
    await expect(page).toHaveURL(/\/account\/profile$/);
    await expect(page.getByText(demoPeople.preparer.name, { exact: true })).toBeVisible();
    for (const address of addresses) expect(new URL(address).search).not.toMatch(/password|username/);
  });

  test("a new password is not sent, and the page says why", async ({ page }) => {
    await new SignInPage(page).open();
    await new SignInPage(page).signIn(demoPeople.preparer.username, demoPassword);
    await page.goto("/account/password");
    // A browser that is only told to run no scripts leaves <noscript> out; what the server sends has it.
    expect(await (await page.request.get("/account/password")).text()).toContain(
      '<noscript><p class="text-sm text-danger">浏览器没有运行脚本，不能在这里修改密码。',
    );
    await expect(page.getByRole("button", { name: "修改密码" })).toBeDisabled();
    await page.getByLabel("当前密码").fill("a secret");
    await page.getByLabel("新密码").press("Enter");
    expect(new URL(page.url()).search).toBe("");
  });
});

test("what is typed and sent before the scripts run stays out of the address", async ({ page }) => {
  // The scripts never arrive: a slow network, or a browser that does not understand them.
  await page.route(/_next\/static\/.*\.js/, () => undefined);
  await page.goto("/sign-in", { waitUntil: "commit" });
  await new SignInPage(page).signIn(demoPeople.preparer.username, demoPassword);
  await expect(page).toHaveURL(/\/desk$/);
});

test("a link in somebody's mail leads nowhere else after signing in", async ({ page, context }) => {
  // That the others are refused as well: lib/features/session/actions.db.test.ts and lib/platform/own-path.test.ts.
  for (const next of ["//example.org/", "/%09/example.org"]) {
    await page.goto(`/sign-in?next=${next}`);
    await new SignInPage(page).signIn(demoPeople.preparer.username, demoPassword);
    await expect(page, next).toHaveURL(/\/desk$/);
    await context.clearCookies();
  }
});

test("every page of signed-in people works under its policy, which allows nothing inline", async ({ page }) => {
  test.setTimeout(300_000);
  const forbidden = forbiddenByPolicy(page);
  const seen = new Set<string>();
  for (const visitor of ["preparer", "admin"] as const) {
    await page.context().clearCookies();
    await signIn(page, demoPeople[visitor]);
    for (const { example, expected } of Object.values(routes).flat()) {
      // What several may read is made of the same parts for each.
      if (expected.nobody !== "to /sign-in" || expected[visitor] !== 200 || seen.has(example)) continue;
      seen.add(example);
      await page.goto(example);
    }
  }
  expect(seen.size).toBeGreaterThan(30);
  expect(forbidden).toEqual([]);
});
