import { describe, expect, it } from "vitest";
import { canonicalForm } from "@/lib/platform/content-hash";
import { newPrivateKey, proofTools, readPrivateKeys, type SigningKey } from "@/lib/platform/ed25519";
import { keyIdOf, linkHashOf, type KeyEntry, type Manifest, type ProofLine } from "./entry";
import { verifyGiven } from "./given-files";
import { createLogReader, readHead } from "./log";

const newKey = () => readPrivateKeys(newPrivateKey())[0]!;
const [first, second, stranger] = [newKey(), newKey(), newKey()];
const hex = (digit: string) => digit.repeat(64);

type Said =
  | Pick<Manifest, "kind" | "revision" | "publication" | "files" | "pages">
  | Pick<KeyEntry, "kind" | "introduces" | "lost">;

const introduction = (key: SigningKey, lost: string | null = null): Said => ({
  kind: "key",
  introduces: key.publicKey,
  lost,
});

const chain = new Map<number, string>();
function manifest(
  sequence: number,
  formats: string[],
  changed: Partial<Manifest["publication"]> = {},
  revision = 1,
): Said {
  const link = { sequence, previousHash: chain.get(sequence - 1) ?? "", snapshot: { bytes: 10, sha256: hex("a") } };
  const chainHash = linkHashOf(link, proofTools);
  chain.set(sequence, chainHash);
  return {
    kind: "publication",
    revision,
    publication: {
      ...link,
      scope: "unit",
      unit: { code: "101001", name: "区政府办公室本级" },
      year: 2021,
      number: sequence,
      correctionReason: null,
      approvedAt: "2022-08-01T00:00:00.000Z",
      publishedAt: "2022-08-02T00:00:00.000Z",
      chainHash,
      ...changed,
    },
    files: formats.map((format) => ({
      format,
      name: `101001-2021-v${sequence}.${format}`,
      bytes: 1,
      sha256: hex(String(sequence)),
      madeAt: "2022-08-02T00:01:00.000Z",
    })),
    pages: [],
  };
}

/** A log of what is said, each by its key. */
function logOf(...entries: readonly (readonly [key: SigningKey, said: Said])[]): ProofLine[] {
  let previous = "";
  return entries.map(([key, said], at) => {
    const entry = at + 1;
    const text = canonicalForm({
      format: "mingzhang.proof",
      formatVersion: 1,
      district: { code: "371311", name: "罗庄区" },
      entry,
      previous,
      madeAt: "2022-08-02T00:02:00.000Z",
      key: keyIdOf(key.publicKey, proofTools),
      ...said,
    });
    previous = proofTools.sha256(Buffer.from(text));
    return { entry, hash: previous, signature: key.sign(text), text };
  });
}

function problemsOf(lines: readonly ProofLine[]): string[] {
  const reader = createLogReader(proofTools);
  return lines.flatMap((line) => reader.next(line).problems);
}

const whole = () =>
  logOf(
    [first, introduction(first)],
    [first, manifest(1, ["pdf"])],
    [first, manifest(2, ["pdf"])],
    [first, introduction(second)],
    [second, manifest(1, ["pdf", "docx"], {}, 2)],
    [second, manifest(3, [])],
  );

describe("a log", () => {
  it("that is whole has no problem, over a change of keys and a further file", () => {
    const reader = createLogReader(proofTools);
    const lines = whole();
    expect(lines.flatMap((line) => reader.next(line).problems)).toEqual([]);
    expect(reader.head()).toEqual({ entry: 6, hash: lines[5]!.hash });
    expect(reader.chain()!.sequence).toBe(3);
    expect(reader.keys().map(({ from, until }) => [from, until])).toEqual([
      [1, 4],
      [4, null],
    ]);
  });

  it("over a lost key goes on, and says why", () => {
    const lines = logOf(
      [first, introduction(first)],
      [first, manifest(1, [])],
      [second, introduction(second, "硬盘损坏")],
      [second, manifest(2, [])],
    );
    expect(problemsOf(lines)).toEqual([]);
  });

  const changed = (at: number, change: Partial<ProofLine>) =>
    whole().map((line, nth) => (nth === at ? { ...line, ...change } : line));
  const rehashed = (at: number, from: string, to: string) => {
    const text = whole()[at]!.text.replace(from, to);
    return changed(at, { text, hash: proofTools.sha256(Buffer.from(text)) });
  };

  it.each<[what: string, lines: () => ProofLine[], first: RegExp]>([
    [
      "a text changed",
      () => changed(2, { text: whole()[2]!.text.replace("2021", "2020") }),
      /^第 3 条：内容与校验值不符/,
    ],
    ["a text changed with its hash", () => rehashed(2, "2021", "2020"), /^第 3 条：签名不符/],
    ["a hash changed", () => changed(2, { hash: hex("0") }), /^第 3 条：内容与校验值不符/],
    ["a signature changed", () => changed(2, { signature: whole()[1]!.signature }), /^第 3 条：签名不符/],
    [
      "a text that is none",
      () => changed(2, { text: "{", hash: proofTools.sha256(Buffer.from("{")) }),
      /^第 3 条：内容不是/,
    ],
    ["one deleted", () => whole().filter((_line, at) => at !== 2), /^第 4 条：其前缺少第 3 条/],
    ["the first deleted", () => whole().slice(1), /^第 2 条：其前缺少第 1 条/],
    ["two reordered", () => [0, 2, 1, 3, 4, 5].map((at) => whole()[at]!), /^第 3 条：其前缺少第 2 条/],
    ["one twice", () => [0, 1, 1, 2].map((at) => whole()[at]!), /^第 2 条：次序不对，应为第 3 条/],
    [
      "one of another log",
      () => [
        whole()[0]!,
        logOf([first, introduction(first)], [first, manifest(1, ["xlsx"])], [first, manifest(2, [])])[2]!,
      ],
      /^第 3 条：其前缺少第 2 条/,
    ],
    [
      "signed by a stranger",
      () => logOf([first, introduction(first)], [stranger, manifest(1, [])]),
      /^第 2 条：不是用当时启用的密钥签的名/,
    ],
    [
      "signed by the key of before",
      () => logOf([first, introduction(first)], [first, introduction(second)], [first, manifest(1, [])]),
      /^第 3 条：不是用当时启用的密钥签的名/,
    ],
    [
      "a key introduced by a stranger",
      () => logOf([first, introduction(first)], [stranger, introduction(stranger)]),
      /^第 2 条：不是用当时启用的密钥签的名/,
    ],
    [
      "a key used again",
      () => logOf([first, introduction(first)], [first, introduction(second)], [second, introduction(first)]),
      /^第 3 条：启用的密钥以前用过/,
    ],
    ["no key at the beginning", () => logOf([first, manifest(1, [])]), /^第 1 条：其前没有启用密钥的记录/],
    [
      "a publication left out",
      () => logOf([first, introduction(first)], [first, manifest(1, [])], [first, manifest(3, [])]),
      /^第 3 条.*其前缺少公开第 2 号/,
    ],
    [
      "a link that is not that of its content",
      () => logOf([first, introduction(first)], [first, manifest(1, [], { chainHash: hex("f") })]),
      /^第 2 条.*本环的校验值不是/,
    ],
    [
      "a fact rewritten by a later revision",
      () => logOf([first, introduction(first)], [first, manifest(1, [])], [first, manifest(1, [], { year: 2020 }, 2)]),
      /^第 3 条.*与这份公开上一次的清单不一致/,
    ],
    [
      "a file taken back by a later revision",
      () => logOf([first, introduction(first)], [first, manifest(1, ["pdf"])], [first, manifest(1, ["docx"], {}, 2)]),
      /^第 3 条.*pdf 文件不见了/,
    ],
    [
      "a revision left out",
      () => logOf([first, introduction(first)], [first, manifest(1, [])], [first, manifest(1, ["pdf"], {}, 3)]),
      /^第 3 条.*应为第 2 次清单/,
    ],
  ])("with %s is broken there", (_what, lines, place) => {
    expect(problemsOf(lines())[0]).toMatch(place);
  });

  it("names the pages of a publication: one saved as a file is compared", () => {
    const page = { path: "/r/101001/2021/v/1", bytes: 5, sha256: hex("b") };
    const [, line] = logOf([first, introduction(first)], [first, { ...manifest(1, []), pages: [page] } as Said]);
    const signed = JSON.stringify({ format: "mingzhang.signed-manifest", publicKey: first.publicKey, ...line });
    const given = (sha256: string) =>
      verifyGiven(
        [
          { name: "101001-2021-v1.manifest.json", bytes: 1, sha256: "", text: signed },
          { name: "101001-2021-v1.html", bytes: 5, sha256, text: null },
        ],
        proofTools,
      );
    expect(given(hex("b"))).toMatchObject({ problems: [], open: [], right: { length: 2 } });
    expect(given(hex("c")).problems).toEqual([expect.stringMatching(/^101001-2021-v1\.html：不是 .*清单中的页面/)]);
  });

  it("says of a manifest of an earlier key that it is right, where the log tells how the key changed", () => {
    const lines = logOf([first, introduction(first)], [first, manifest(1, [])], [first, introduction(second)]);
    const signed = JSON.stringify({ format: "mingzhang.signed-manifest", publicKey: first.publicKey, ...lines[1]! });
    const text = JSON.stringify({ entries: lines });
    const file = { name: "101001-2021-v1.manifest.json", bytes: 1, sha256: "", text: signed };
    const log = { name: "log.json", bytes: 1, sha256: "", text };
    const known = { keyId: keyIdOf(second.publicKey, proofTools) };
    expect(verifyGiven([file], proofTools, known).problems).toEqual([
      expect.stringMatching(/不是所知的.*保存的日志。$/),
    ]);
    expect(verifyGiven([file, log], proofTools, known)).toMatchObject({ problems: [], right: { length: 2 } });
    expect(verifyGiven([file, log], proofTools, known).right[0]).toContain("日志写明后来更换为所知的密钥");
    const cut = { ...log, text: JSON.stringify({ entries: lines.slice(0, 2) }) };
    expect(verifyGiven([file, cut], proofTools, known).problems[0]).toMatch(/不是所知的/);
    const foreign = { keyId: keyIdOf(stranger.publicKey, proofTools) };
    expect(verifyGiven([file, log], proofTools, foreign).problems[0]).toMatch(/不是所知的/);
  });

  it.each([
    ["changed", (text: string) => text.replace('\\"number\\":1', '\\"number\\":2')],
    ["cut off", (text: string) => text.slice(0, -20)],
  ])("a manifest that was %s proves nothing of other files", (_what, spoil) => {
    const [, line] = logOf([first, introduction(first)], [first, manifest(1, [])]);
    const signed = JSON.stringify({ format: "mingzhang.signed-manifest", publicKey: first.publicKey, ...line });
    const text = spoil(signed);
    expect(text).not.toBe(signed);
    const verdict = verifyGiven(
      [
        { name: "101001-2021-v1.manifest.json", bytes: 1, sha256: "", text },
        { name: "101001-2021-v1.snapshot.json", bytes: 10, sha256: hex("a"), text: null },
      ],
      proofTools,
    );
    expect(verdict.right).toEqual([]);
    expect(verdict.problems.length).toBeGreaterThan(0);
    expect(verdict.open).toEqual([expect.stringMatching(/snapshot\.json：.*清单本身不符，不能用来核对。$/)]);
  });

  it.each([
    [`12:${hex("a")}`, { entry: 12, hash: hex("a") }],
    [` 12：${hex("A")} `, { entry: 12, hash: hex("a") }],
    [`0:${hex("a")}`, null],
    [hex("a"), null],
    ["", null],
  ])("has a head that is written %j", (text, head) => {
    expect(readHead(text)).toEqual(head);
  });

  it("that was cut off is missed by whoever knows a head or a key", () => {
    const lines = whole();
    const text = JSON.stringify({ entries: lines.slice(0, 5) });
    const file = { name: "log.json", bytes: text.length, sha256: "", text };
    const head = { entry: 6, hash: lines[5]!.hash };
    expect(verifyGiven([file], proofTools).problems).toEqual([]);
    expect(verifyGiven([file], proofTools, { head }).problems).toEqual([
      expect.stringMatching(/没有到所知的链头第 6 条/),
    ]);
    expect(verifyGiven([file], proofTools, { head: { entry: 5, hash: hex("0") } }).problems[0]).toMatch(
      /第 5 条：不是所知的链头/,
    );
    expect(verifyGiven([file], proofTools, { keyId: hex("0") }).problems[0]).toMatch(/没有所知的密钥/);
    const part = JSON.stringify({ entries: lines.slice(2) });
    expect(verifyGiven([{ ...file, text: part }], proofTools).open[0]).toMatch(/从第 3 条开始/);
    expect(verifyGiven([{ ...file, text: null }], proofTools, { head }).open[0]).toMatch(
      /没有日志可以与所知的链头核对/,
    );
  });
});
