// Every hostile input of the tables beside this file, at the lowest place that proves what is promised of it: refused in
// words, or harmless. docs/hostile-inputs.md is what came of it.
import { beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { readerOf } from "@/lib/documents/reading/readers";
import { charactersWithoutFont, renderPdf } from "@/lib/documents/pdf/render-pdf";
import { stopPdf } from "@/lib/documents/pdf/set-pdf";
import { textOfPdf } from "@/lib/documents/testing/opened-files";
import { portalAddressSchema } from "@/lib/features/portal-addresses/schema";
import { action, anyone } from "@/lib/platform/action";
import { done } from "@/lib/platform/action-result";
import { realAccounts } from "@/prisma/seed/real-accounts";
import { hostileIds, hostileSites, idReaders } from "./addresses";
import { hostileBodies } from "./bodies";
import { hostileFiles, sentToTheProcess } from "./files";
import { documentWith, htmlWith, media, wordWith, type Rendered } from "./media";
import { hostileHtml } from "./rich-texts";
import { hostileTexts, refusedTexts } from "./texts";

vi.hoisted(() => {
  process.env.LOG_LEVEL = "silent";
  process.env.NEXTAUTH_SECRET = "a secret for tests only, thirty-two characters";
  process.env.DATABASE_URL = "postgresql://nobody@localhost/none";
});
vi.mock("next/headers", () => ({
  headers: async () => new Headers({ "x-request-id": "a-request-of-tests" }),
  cookies: async () => ({ get: () => undefined }),
}));
vi.mock("next/cache", () => ({ revalidatePath: () => undefined }));

/** Seconds of a processor, which a busy machine does not make more of. */
const QUICK = 1;
const SLOW = 3;

interface Line {
  kind: string;
  name: string;
  result: string;
  isSlow?: boolean;
}
const lines = new Map<string, Line>();
const keep = (line: Line) => void lines.set(`${line.kind} ${line.name}`, line);

/** Runs it and holds it to its time. */
async function within<T>(seconds: number, run: () => T | Promise<T>): Promise<T> {
  const before = process.cpuUsage();
  const result = await run();
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1_000_000, "seconds of a processor").toBeLessThan(seconds);
  return result;
}

const hasChinese = /[一-鿿]/;
/** Nothing of a program in what a person reads. */
const ofAProgram = /\b(?:Error|undefined|null|NaN|at \w+ \(|node_modules)\b/;

describe("a file", () => {
  // The libraries are loaded with the first of each kind.
  beforeAll(async () => {
    await readerOf.pdfPackage(Buffer.from("%PDF-1.7"));
    await readerOf.text(hostileFiles.find(({ kind }) => kind === "text")!.make());
    await readerOf.ledger(hostileFiles[0]!.make());
  });

  it.each(hostileFiles)("$kind: $name", async ({ kind, name, make, right, isSlow = false }) => {
    const bytes = make();
    const reading = await within(isSlow ? SLOW : QUICK, async () => {
      try {
        return await readerOf[kind](bytes);
      } catch {
        // As the process says of a reader that gave up (reading-process.ts, open-file.ts).
        return { ok: false as const, problem: "文件无法读取，可能已损坏。" };
      }
    });
    const problems = reading.ok
      ? []
      : "problem" in reading
        ? [reading.problem]
        : reading.problems.map((each) => `${"path" in each ? each.path : each.cell} ${each.message}`.trim());
    expect(reading.ok ? "read" : problems.join("\n")).toMatch(right === "read" ? /^read$/ : right);
    for (const problem of problems) {
      expect(problem).toMatch(hasChinese);
      expect(problem).not.toMatch(ofAProgram);
    }
    keep({
      kind: `file, ${kind}`,
      name,
      isSlow,
      result: reading.ok ? "read as what it says, nothing in it runs" : problems[0]!,
    });
  });
});

describe("a body", () => {
  it.each(hostileBodies)("$name", async ({ name, schema, json, right }) => {
    let reached: unknown = null;
    const act = action("hostileAction", {
      input: schema,
      permission: anyone,
      run: async (input) => {
        reached = input;
        return done(undefined);
      },
    });
    const answer = await within(QUICK, () => act(JSON.parse(json) as never));
    if (right === "taken") {
      expect(answer).toMatchObject({ ok: true });
      expect(Object.keys(reached as object)).not.toContain("isAdmin");
      expect((reached as { isAdmin?: true }).isAdmin).toBeUndefined();
    } else {
      expect(answer).toMatchObject({ ok: false, code: "invalidInput" });
      for (const reason of answer.ok ? [] : answer.reasons) expect(reason).toMatch(hasChinese);
    }
    expect(({} as { isAdmin?: true }).isAdmin).toBeUndefined();
    keep({
      kind: "body",
      name,
      result: answer.ok ? "taken without what does not belong to it" : answer.reasons[0]!.slice(0, 60),
    });
  });
});

describe("an id or an address", () => {
  it.each(hostileIds)("$name is taken by none that reads one", async ({ name, id }) => {
    const taken = await within(QUICK, () =>
      Object.entries(idReaders).flatMap(([reader, takes]) => (takes(id) ? [reader] : [])),
    );
    expect(taken).toEqual([]);
    keep({
      kind: "id in an address or an action",
      name,
      result: `refused by ${Object.keys(idReaders).length} readers`,
    });
  });

  it.each(hostileSites)("%j is no address of the portal", async (site) => {
    const reading = await within(QUICK, () => portalAddressSchema.safeParse(site));
    expect(reading.success).toBe(false);
    keep({
      kind: "address of another site",
      name: JSON.stringify(site.slice(0, 60)),
      result: reading.error!.issues[0]!.message,
    });
  });
});

/** A text without what no file holds or shows: white space, controls, the form in which its accents are written. */
function plainer(text: string): string {
  return text.normalize("NFC").replace(/[\u0000-\u0020\u007f\u0085\u2028\u2029\ufeff\ufffe\uffff\ufffd]/g, "");
}

/** A text that has all bones that texts have: a blank, letters, a line end. */
const usual = "字 a1\n字";

function expectHarmless(is: Rendered, was: Rendered, texts: readonly string[]): void {
  expect([...is.bones].filter((bone) => !was.bones.has(bone))).toEqual([]);
  const shown = plainer(is.shown.join("\n"));
  for (const text of texts) expect(shown).toContain(plainer(text));
}

describe("a text", () => {
  const usually = new Map<string, Promise<Rendered>>();
  beforeAll(async () => {
    for (const [medium, render] of Object.entries(media)) usually.set(medium, render(usual));
    await Promise.all(usually.values());
  });

  it.each(hostileTexts)("$name is that text in every medium", async ({ name, text, isSlow = false }) => {
    const rendered = await within(isSlow ? SLOW : QUICK, async () => {
      const each: [string, Rendered][] = [];
      for (const [medium, render] of Object.entries(media)) each.push([medium, await render(text)]);
      return each;
    });
    for (const [medium, is] of rendered) expectHarmless(is, await usually.get(medium)!, [text]);
    keep({ kind: "text in every slot and medium", name, isSlow, result: "shown as it is" });
  });

  it("of every kind is that text in every slot of a published page", async () => {
    const texts = hostileTexts.flatMap(({ text, isSlow }) => (isSlow ? [] : [text]));
    const was = await htmlWith([usual]);
    for (let at = 0; at < texts.length; at += 8) {
      const some = texts.slice(at, at + 8);
      expectHarmless(await within(SLOW, () => htmlWith(some)), was, some);
    }
  });

  it("of every kind is that text in Word", async () => {
    const texts = hostileTexts.map(({ text }) => text);
    expectHarmless(await wordWith(texts), await wordWith([usual]), texts);
  });

  it("of every kind is that text in PDF, or the person is told which sign no font has", async () => {
    // One that is longer than a line is broken off by what stands on every page.
    const all = hostileTexts.flatMap(({ text, isSlow }) => (isSlow ? [] : [text]));
    const rare = await charactersWithoutFont(documentWith(all), undefined);
    const without = new Set(rare.map(({ character }) => character));
    const texts = all.filter((text) => ![...text].some((sign) => without.has(sign)));
    expect(texts.length).toBeGreaterThan(all.length - 8);
    const pdf = await renderPdf(documentWith(texts), {
      publication: null,
      date: "2022-09-15",
      reportPackage: realAccounts("101001"),
    });
    stopPdf();
    const seen = (text: string) => plainer(text.normalize("NFKC")).replace(/[\u00ad\u200b-\u200d\u2060]/g, "");
    const { text: shown } = await textOfPdf(pdf);
    const missing = texts.filter((text) => !seen(shown).includes(seen(text)));
    expect(missing).toEqual([]);
  });

  it.each(refusedTexts)("with $name is refused in words by every action", async ({ name, text, says }) => {
    const act = action("hostileAction", {
      input: z.object({ text: z.string() }),
      permission: anyone,
      run: () => Promise.reject(new Error("must not be reached")),
    });
    const answer = await within(QUICK, () => act({ text }));
    expect(answer).toMatchObject({ ok: false, code: "invalidInput", reasons: [expect.stringMatching(says)] });
    keep({ kind: "text that no action takes", name, result: answer.ok ? "" : answer.reasons[0]! });
  });
});

it("they are two hundred and more, and printed", async () => {
  for (const { name, kind } of sentToTheProcess)
    keep({
      kind: `file, ${kind}, to its process`,
      name,
      isSlow: true,
      result: "refused in words, or read within the limits",
    });
  for (const { name } of hostileHtml) keep({ kind: "rich text", name, result: "text, paragraphs and tables" });
  expect(lines.size).toBeGreaterThanOrEqual(200);
  const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll("<", "&lt;").replaceAll(/\s+/g, " ");
  const kinds = [...new Set([...lines.values()].map(({ kind }) => kind))];
  const page = [
    "# Hostile inputs",
    "",
    `What ${lines.size} inputs made to do harm come to. Written by \`e2e/hostile/hostile-inputs.test.ts\`, which sends each and fails where this page is not`,
    `current; \`-u\` writes it anew. Each takes less than ${QUICK} seconds of a processor, those marked * less than ${SLOW}. ` +
      "Files are opened in a process that ends",
    "at 512 MB or 2.5 seconds (decision 0042); `lib/documents/reading/open-file.test.ts` sends it the large ones, and `npm run bench -- uploads` measures that",
    "others are answered meanwhile. Bodies end at 8 MB at the door (`scripts/door.test.ts`, `e2e/server/bad-input.spec.ts`). Rich text is pasted into the",
    "editor by `e2e/hostile/rich-texts.test.tsx`. A text stands in every slot of a published page, and in Word, PDF, lists, answers and feeds; none adds an",
    "element, an attribute, a formula or a key to what an everyday text makes.",
    "",
    ...kinds.flatMap((kind) => [
      `## ${kind[0]!.toUpperCase()}${kind.slice(1)}`,
      "",
      "| sent | result |",
      "|---|---|",
      ...[...lines.values()]
        .filter((line) => line.kind === kind)
        .map(
          ({ name, result, isSlow }) =>
            `| ${cell(name)}${isSlow ? " *" : ""} | ${cell(result.split(/(?<=[。：])/)[0]!)} |`,
        ),
      "",
    ]),
  ].join("\n");
  await expect(page).toMatchFileSnapshot("../../docs/hostile-inputs.md");
});
