import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

/** Forms that send by GET on purpose: they ask for public or listed things, and their address may be kept and handed on. */
const asking = new Set([
  "app/(admin)/admin/audit/page.tsx",
  "app/(admin)/admin/subjects/page.tsx",
  "components/public/search-form.tsx",
  "components/rules/rule-filter.tsx",
]);

const files = ["app", "components"].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".tsx"))
    .map((file) => join(folder, file).replaceAll("\\", "/")),
);
const forms = files.flatMap((file) =>
  [...readFileSync(file, "utf8").matchAll(/<form\b[^]*?>\n/g)].map(([tag]) => ({ file, tag })),
);

describe("a form sent by the browser itself, before or without its scripts", () => {
  it("never puts what was typed into an address", () => {
    expect(forms.length).toBeGreaterThan(10);
    const sent = forms.filter(({ file, tag }) => !asking.has(file) && !/method="post"|action=\{/.test(tag));
    expect(sent).toEqual([]);
  });

  it("asks by GET only where it is listed", () => {
    expect([...asking].filter((file) => !forms.some((form) => form.file === file))).toEqual([]);
    for (const { file, tag } of forms.filter((form) => asking.has(form.file)))
      expect(readFileSync(file, "utf8"), file + tag).not.toMatch(/type="password"/);
  });
});
