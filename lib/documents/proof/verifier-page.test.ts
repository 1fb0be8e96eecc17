import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { verifierPage } from "@/lib/documents/proof/verifier-page";
import { browserTools } from "@/lib/documents/proof/verifier/tools";
import { newPrivateKey, proofTools, readPrivateKeys } from "@/lib/platform/ed25519";

describe("the page that verifies without network", () => {
  it("may run its own script and nothing else, saved as well, and loads nothing", async () => {
    const { html, policy } = await verifierPage();
    const [, script] = /<script>([\s\S]*)<\/script>/.exec(html)!;
    const hash = createHash("sha256").update(script!).digest("base64");
    expect(policy).toContain(`script-src 'sha256-${hash}'`);
    expect(policy).toMatch(/^default-src 'none'/);
    expect(html).toContain(
      `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'sha256-${hash}'`,
    );
    expect(html).not.toMatch(/\b(?:src|href)=|https?:\/\//);
    expect(html.length).toBeLessThan(60_000);
  });

  it("is the same bytes every time", async () => {
    expect((await verifierPage()).html).toBe((await verifierPage()).html);
  });
});

describe("hashes and signatures in plain JavaScript", () => {
  const [key] = readPrivateKeys(newPrivateKey());
  const bytes = new TextEncoder().encode("公开的内容");
  const signature = key!.sign("公开的内容");
  const another = readPrivateKeys(newPrivateKey())[0]!;

  it("are those of Node", () => {
    expect(browserTools.sha256(bytes)).toBe(proofTools.sha256(bytes));
    for (const tools of [browserTools, proofTools]) {
      expect(tools.verifies(key!.publicKey, signature, bytes)).toBe(true);
      expect(tools.verifies(another.publicKey, signature, bytes)).toBe(false);
      expect(tools.verifies(key!.publicKey, another.sign("公开的内容"), bytes)).toBe(false);
      expect(tools.verifies(key!.publicKey, signature, bytes.slice(1))).toBe(false);
      for (const wrong of ["", "x", signature.slice(4), "AAAA".repeat(22)])
        expect([wrong, tools.verifies(key!.publicKey, wrong, bytes)]).toEqual([wrong, false]);
      expect(tools.verifies({ ...key!.publicKey, x: "AAAA" }, signature, bytes)).toBe(false);
    }
  });
});

it("the program that is handed out is the one of the document, in ten lines", () => {
  const [, lines] = /```js verify\.mjs\n([\s\S]*?)```/.exec(readFileSync("docs/verification.md", "utf8"))!;
  expect(readFileSync("lib/documents/proof/verify.mjs", "utf8")).toBe(lines);
  expect(lines!.trim().split("\n")).toHaveLength(10);
});
