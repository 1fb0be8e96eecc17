import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { checkFile } from "@/lib/cli/check-file";
import { writePackage } from "@/lib/documents/report-package/write-package";
import { realUnitCode } from "@/prisma/seed/demo-units";
import { realAccounts } from "@/prisma/seed/real-accounts";

/** What the check of a package says, and its exit code. */
async function checked(change: (content: ReturnType<typeof realAccounts>) => ReturnType<typeof realAccounts>) {
  const file = join(mkdtempSync(join(tmpdir(), "check-")), "package.json");
  writeFileSync(file, writePackage(change(realAccounts(realUnitCode))));
  const lines: string[] = [];
  const log = vi.spyOn(console, "log").mockImplementation((line: string) => void lines.push(line));
  try {
    return { code: await checkFile(file), out: lines.join("\n") };
  } finally {
    log.mockRestore();
  }
}

describe("npm run cli -- check of a package", () => {
  it("names the parts that nobody has filled in or declared empty, and fails", async () => {
    const empty = await checked((content) => ({ ...content, facts: [], texts: [], projects: [], keyEvaluations: [] }));
    expect(empty.code).toBe(1);
    expect(empty.out).toContain("尚未填报，也没有声明本表无数据：收入、支出、预算、");
    expect(empty.out).toContain("项目绩效。");
    const partly = await checked((content) => ({
      ...content,
      facts: content.facts.filter(({ sheet }) => sheet !== "stateAssets"),
    }));
    expect(partly).toMatchObject({
      code: 1,
      out: expect.stringContaining("尚未填报，也没有声明本表无数据：国有资产占用。"),
    });
  });

  it("has nothing to name in whole accounts", async () => {
    const whole = await checked((content) => content);
    expect(whole.code).toBe(0);
    expect(whole.out).not.toContain("尚未填报");
  });
});
