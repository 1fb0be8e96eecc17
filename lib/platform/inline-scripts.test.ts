import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { inlineScriptsOf } from "./inline-scripts";

const build = mkdtempSync(join(tmpdir(), "mingzhang-build-"));
afterAll(() => rmSync(build, { recursive: true }));
const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

describe("scripts that stand in pages made with the build", () => {
  it("are told by their hashes, each once, and none that is a file of its own", () => {
    mkdirSync(join(build, "server/app"), { recursive: true });
    const routes = { "/rules": {}, "/icon.svg": {} };
    writeFileSync(join(build, "prerender-manifest.json"), JSON.stringify({ routes }));
    writeFileSync(
      join(build, "server/app/rules.html"),
      `<script src="/a.js" async=""></script><script>one("a\nb")</script><script id="x">two()</script><script>two()</script>`,
    );
    expect([...inlineScriptsOf(build)]).toEqual([["/rules", [hash('one("a\nb")'), hash("two()")]]]);
  });

  it("are none where nothing was built", () => {
    expect(inlineScriptsOf(join(build, "nowhere")).size).toBe(0);
  });
});
