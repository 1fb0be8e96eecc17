import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { keepSessionSecret, readOrCreateSecrets } from "./secrets";
import { writeWholeText } from "./whole-text";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mingzhang-whole-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it("takes the place of a file, or leaves the one that is there", () => {
  const file = join(folder, "new", "text");
  writeWholeText(file, "one", { replaces: false });
  writeWholeText(file, "two", { replaces: false });
  expect(readFileSync(file, "utf8")).toBe("one");
  writeWholeText(file, "three", { replaces: true });
  expect(readFileSync(file, "utf8")).toBe("three");
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(folder, "new"))).toEqual(["text"]);
});

it("leaves no draft where it cannot be written", () => {
  mkdirSync(join(folder, "taken", "by"), { recursive: true });
  expect(() => writeWholeText(join(folder, "taken"), "text", { replaces: true })).toThrow();
  expect(readdirSync(folder)).toEqual(["taken"]);
});

it("keeps a secret of sessions beside the draft of a process that was killed and had the same number", () => {
  const { postgres } = readOrCreateSecrets(folder);
  writeFileSync(join(folder, `secrets.json.${process.pid}.tmp`), "");
  const session = "another machine's secret of its sessions";
  keepSessionSecret(folder, session);
  expect(readOrCreateSecrets(folder)).toEqual({ session, postgres });
});
