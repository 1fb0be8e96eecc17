import { expect, test, type Page } from "@playwright/test";
import { codeAt } from "@/lib/platform/one-time-codes";
import { demoPassword, demoPeople } from "@/prisma/seed/demo-people";
import { query } from "@/scripts/drill";
import { signedInFirst, signIn } from "./pages/signed-in";
import { SignInPage } from "./pages/sign-in-page";
import { expectAccessible } from "./support/accessibility";
import { HttpClient } from "./support/http-client";

const person = { username: "liang-bu", newPassword: "一个只在两步验证里用的密码" };

type Made = { ok: true; data: { initialPassword: string } } | { ok: false; reasons: string[] };

/** A reviewer who has got an initial password from the administrator. */
async function newReviewer(baseUrl: string): Promise<string> {
  const admin = await HttpClient.signedIn(baseUrl, demoPeople.admin.username, demoPassword);
  const made = await admin.callAction<Made>("createUserAction", "/admin/users", [
    { username: person.username, name: "梁步", grants: [{ role: "reviewer" }] },
  ]);
  if (!made.ok) throw new Error(made.reasons.join(" "));
  return made.data.initialPassword;
}

/** Gives name and password, and comes to the second step. */
async function firstStep(page: Page, next = ""): Promise<void> {
  await page.context().clearCookies();
  await page.goto(`/sign-in${next}`);
  await new SignInPage(page).signIn(person.username, person.newPassword);
  await expect(page.getByRole("heading", { name: "两步验证" })).toBeVisible();
}

async function give(page: Page, field: string, code: string): Promise<void> {
  await page.getByLabel(field, { exact: true }).fill(code);
  await page.getByRole("button", { name: "继续" }).click();
}

// The clock of this test is that of the server, and each code of an app is good once: one of this half minute, then of the next.
test("a reviewer sets up two steps, signs in by code, recovery code and passkey, and is reset", async ({
  browser,
  baseURL,
}) => {
  test.setTimeout(240_000);
  const initialPassword = await newReviewer(baseURL!);
  const { context, page } = await signedInFirst(browser, { ...person, initialPassword });
  const confirm = async (label: string) => {
    await page.getByRole("dialog").getByLabel("当前密码").fill(person.newPassword);
    await page.getByRole("dialog").getByRole("button", { name: label }).click();
  };

  const { secret, recoveryCode } =
    await test.step("codes of an app are set up; recovery codes are shown once", async () => {
      await page.goto("/account/second-factor");
      await expectAccessible(page);
      await page.getByRole("button", { name: "启用动态验证码" }).click();
      await confirm("下一步");
      await expect(page.getByRole("img", { name: "二维码：验证器的密钥" })).toBeVisible();
      const secret = (await page.getByRole("dialog").locator("code").textContent())!.replaceAll(" ", "");
      await page.getByRole("dialog").getByLabel("验证码").fill(codeAt(secret, new Date()));
      await page.getByRole("dialog").getByRole("button", { name: "启用" }).click();
      const codes = page.getByRole("list", { name: "备用码" }).getByRole("listitem");
      await expect(codes).toHaveCount(10);
      await expectAccessible(page);
      const recoveryCode = (await codes.first().textContent())!;
      await page.getByRole("button", { name: "已存好，关闭" }).click();
      await expect(page.getByText("还有 10 个")).toBeVisible();
      return { secret, recoveryCode };
    });

  await test.step("the password alone leads to the second step, a wrong code no further, a right one to the page", async () => {
    await firstStep(page, "?next=/account/profile");
    await expectAccessible(page);
    await give(page, "验证码", "12345");
    await expect(page.getByText("验证码不正确")).toBeVisible();
    await page.goto("/review");
    await expect(page).toHaveURL(/\/sign-in\/second-step\?next=%2Freview/);
    await give(page, "验证码", codeAt(secret, new Date(Date.now() + 30_000)));
    await expect(page).toHaveURL(/\/review/);
  });

  await test.step("a passkey is registered with a name and opens the next session", async () => {
    const devtools = await context.newCDPSession(page);
    await devtools.send("WebAuthn.enable");
    const options = {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    } as const;
    await devtools.send("WebAuthn.addVirtualAuthenticator", { options });
    await page.goto("/account/second-factor");
    await page.getByRole("button", { name: "登记通行密钥" }).click();
    await page.getByLabel("名字").fill("财务科电脑");
    await confirm("登记");
    await expect(page.getByRole("button", { name: "取消通行密钥财务科电脑" })).toBeVisible();
    await firstStep(page);
    await page.getByRole("button", { name: "用通行密钥验证" }).click();
    await expect(page).toHaveURL(/\/review/);
  });

  await test.step("without scripts a recovery code does as well", async () => {
    const plain = await browser.newContext({ ...test.info().project.use, javaScriptEnabled: false });
    const plainPage = await plain.newPage();
    const addresses: string[] = [];
    plainPage.on("request", (request) => addresses.push(decodeURIComponent(request.url())));
    await firstStep(plainPage, "?next=/account/sessions");
    await give(plainPage, "验证码", recoveryCode);
    await expect(plainPage).toHaveURL(/\/account\/sessions$/);
    for (const address of addresses) expect(address).not.toMatch(new RegExp(`code=|${recoveryCode}`));
    await plain.close();
  });

  await test.step("the person sees both sessions and ends the other", async () => {
    await page.goto("/account/sessions");
    await expectAccessible(page);
    await expect(page.getByRole("row")).toHaveCount(4);
    const end = page.getByRole("button", { name: /^结束.+在/ });
    await end.first().click();
    await expect(end).toHaveCount(1);
  });

  const { page: admins, context: adminContext } = await (async () => {
    const context = await browser.newContext(test.info().project.use);
    const page = await context.newPage();
    await signIn(page, demoPeople.admin);
    return { context, page };
  })();
  await test.step("the district asks the bureau: whoever has none sets one up first", async () => {
    await admins.goto("/admin/users/second-factor");
    await expectAccessible(admins);
    await admins.getByLabel("审核人和管理员必须启用").check();
    try {
      await admins.getByRole("button", { name: "保存要求" }).click();
      await expect(admins.getByText("请先启用两步验证")).toBeVisible();
      await admins.goto("/admin/users");
      await expect(admins).toHaveURL(/\/account\/second-factor$/);
      await page.goto("/review");
      await expect(page).toHaveURL(/\/review/);
    } finally {
      await query(process.env.DATABASE_URL!, "UPDATE district SET second_factor = 'nobody'", []);
    }
  });

  await test.step("an administrator resets it, and every session ends", async () => {
    await admins.goto("/admin/users");
    await admins.getByRole("button", { name: "重置梁步的两步验证" }).click();
    await admins.getByRole("dialog").getByRole("button", { name: "重置两步验证" }).click();
    await expect(admins.getByRole("button", { name: "重置梁步的两步验证" })).toHaveCount(0);
    await page.goto("/review");
    await expect(page).toHaveURL(/\/sign-in\?next/);
    await new SignInPage(page).signIn(person.username, person.newPassword);
    await expect(page).toHaveURL(/\/review/);
  });
  await adminContext.close();
  await context.close();
});
