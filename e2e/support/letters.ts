import { expect, type Page } from "@playwright/test";
import { query } from "@/scripts/drill";
import type { HttpClient } from "./http-client";

/** An action that has to be done. */
export async function act<T>(client: HttpClient, name: string, input: Record<string, unknown>): Promise<T> {
  const answer = await client.callAction<{ ok: boolean; data: T }>(name, "/search", [input]);
  expect(answer, name).toMatchObject({ ok: true });
  return answer.data;
}

export const sql = <T>(statement: string, values: unknown[]) =>
  query<T & object>(process.env.DATABASE_OWNER_URL!, statement, values);

export async function takeStep(
  client: HttpClient,
  versionId: string,
  step: string,
  more: Record<string, unknown> = {},
) {
  const [version] = await sql<{ revision: number }>("SELECT revision FROM report_version WHERE id = $1", [versionId]);
  const input = { versionId, revision: version!.revision, step, ...more };
  type Answer = { ok: boolean; data?: { blockers?: { code: string; points?: unknown[] }[] } };
  const answer = await client.callAction<Answer & { blockers?: { code: string; points?: unknown[] }[] }>(
    "transitionAction",
    "/search",
    [input],
  );
  if (answer.ok) return;
  const confirmed = (answer.blockers ?? answer.data?.blockers ?? []).flatMap(({ points = [] }) => points);
  await act(client, "transitionAction", { ...input, confirmed });
}

/** A department of a spec alone, founded with the year, and a person in it with a password of the first time. */
export async function foundDepartment(
  admin: HttpClient,
  { department, year, username }: { department: { code: string; name: string }; year: number; username: string },
): Promise<{ initialPassword: string }> {
  const founded = { on: `${year}-01-01`, document: { number: `罗编〔${year}〕1号`, date: `${year}-01-01` } };
  const { unitId } = await act<{ unitId: string }>(admin, "createUnitAction", {
    level: "department",
    parentId: null,
    kind: "administrative",
    ...department,
    founded,
  });
  return act(admin, "createUserAction", { username, name: "验收局经办", grants: [{ role: "preparer", unitId }] });
}

/** In the dialog of a step. */
export async function confirmStep(page: Page, step: string, fill?: string): Promise<void> {
  await page.getByRole("button", { name: step, exact: true }).click();
  const dialog = page.getByRole("dialog", { name: step });
  if (fill !== undefined) await dialog.getByRole("textbox").fill(fill);
  await dialog.getByRole("button", { name: `确认${step}` }).click();
  await expect(dialog).toBeHidden();
}

export async function editDraft(
  page: Page,
  change: { 文号?: string; opening?: string; problem?: { text: string; dueOn: string } },
): Promise<void> {
  await page.getByRole("button", { name: "修改", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "修改批复草稿" });
  if (change.文号 !== undefined) await dialog.getByLabel("文号").fill(change.文号);
  if (change.opening !== undefined) await dialog.getByLabel(/^正文开头/).fill(change.opening);
  if (change.problem !== undefined) {
    const problems = dialog.getByRole("group", { name: "需要整改的问题" });
    await problems.getByRole("button", { name: "添加一条" }).click();
    await problems.getByLabel("需要整改的问题第1条", { exact: true }).fill(change.problem.text);
    await problems.getByLabel("需要整改的问题第1条的期限").fill(change.problem.dueOn);
  }
  await dialog.getByRole("button", { name: "保存" }).click();
  await expect(dialog).toBeHidden();
}
