import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

/**
 * Forms that send by GET on purpose: they ask for public or listed things, and their address may be kept and handed on.
 */
const asking = new Set([
  "app/(admin)/admin/(lists)/audit/page.tsx",
  "app/(admin)/admin/(lists)/subjects/page.tsx",
  "components/inspections/inspection-list.tsx",
  "components/public/search-form.tsx",
  "components/review/round-panel.tsx",
  "components/rules/rule-filter.tsx",
]);

const filesNamed = (name: RegExp) =>
  ["app", "components"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => name.test(file) && !/\.test\.tsx?$/.test(file))
      .map((file) => join(folder, file).replaceAll("\\", "/")),
  );
const files = filesNamed(/\.tsx$/);
const modules = filesNamed(/\.ts$/);
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

/** Calls of an action that are no form: by file, what they are. */
const noForms: Readonly<Record<string, string>> = {
  "components/comments/use-named-thread.ts": "marks as read what is on the screen; nobody waits for it",
  "components/desk/edits/send-edits.ts": "saving at the desk, through its queue",
  "components/desk/import/import-file.tsx": "reads a file, through use-file-reading.ts and useSending",
  "components/desk/import/import-ledger.tsx":
    "reads a file the same way, and remembers its columns; nobody waits for that",
  "components/desk/sources/cell-history.tsx": "reads",
  "components/grants/grant-import.tsx": "reads a file, through use-file-reading.ts and useSending",
  "components/notices/mark-opened.ts": "marks as read what is opened; nobody waits for it",
  "components/lists/list-drop.tsx": "reads a file, through use-file-reading.ts and useSending",
  "components/lists/list-paste.tsx": "reads what was pasted, the same way",
  "components/review/figure-beside.tsx": "reads",
  "components/review/figure-panel.tsx": "reads",
  "components/session/second-factor.tsx": "two calls of one sending (useSending), between which the passkey is asked",
  "components/session/second-step-form.tsx": "the same",
};

describe("a form or dialog that asks the server for something", () => {
  const calls = [...files, ...modules].flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/(.{0,40})\b(\w+Action)\(/gs)].map(([, before, name]) => ({
      file,
      name: name!,
      isSent: /\b(?:send|run)\(\s*\(\) =>\s*$/.test(before!),
    })),
  );

  it("sends it in the one way there is (useSending)", () => {
    expect(calls.filter(({ isSent }) => isSent).length).toBeGreaterThan(20);
    expect(calls.filter(({ file, isSent }) => !isSent && !(file in noForms))).toEqual([]);
  });

  it("is exempt from it only where something is called that is no form", () => {
    expect(Object.keys(noForms).filter((file) => !calls.some((call) => call.file === file && !call.isSent))).toEqual(
      [],
    );
  });
});
