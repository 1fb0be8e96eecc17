import { describe, expect, it } from "vitest";
import type { GivenFile } from "@/lib/domain/proof/given-files";
import { verifyByLists } from "./checksum-lists";

const file = (name: string, sign = "a"): GivenFile => ({ name, bytes: 1, sha256: sign.repeat(64), text: null });
const list = (...lines: [sign: string, path: string][]) =>
  lines.map(([sign, path]) => `${sign.repeat(64)}  ${path}\n`).join("");
const verify = (files: GivenFile[], lists: Record<string, string>) =>
  verifyByLists([...files, ...Object.keys(lists).map((name) => file(name, "f"))], (name) => lists[name]!);

const pages = [
  file("2021/index.html"),
  file("2021/assets/site.css"),
  file("2021/101001/index.html"),
  file("2021/list.xlsx"),
];
const report = [file("2021/101001/101001-2021-v1.pdf"), file("2021/101001/101001-2021-v1.snapshot.json")];
const all = list(
  ["a", "index.html"],
  ["a", "assets/site.css"],
  ["a", "101001/index.html"],
  ["a", "list.xlsx"],
  ["a", "101001/101001-2021-v1.pdf"],
  ["a", "101001/101001-2021-v1.snapshot.json"],
);

describe("a folder with lists of checksums", () => {
  it("is right by them, and its reports are left to their manifests", () => {
    const { right, problems, rest } = verify([...pages, ...report], { "2021/checksums-7-1.sha256": all });
    expect(problems).toEqual([]);
    expect(right).toEqual([expect.stringContaining("6 个文件都相符")]);
    expect(rest).toEqual(report);
  });

  it.each([
    [
      "changed",
      [file("2021/101001/index.html", "b")],
      "2021/101001/index.html：与 2021/checksums-7-1.sha256 所列的校验值不符。",
    ],
    ["missing", [], "2021/101001/index.html：在 2021/checksums-7-1.sha256 中列有，文件夹里没有。"],
  ])("names a page that is %s", (_what, instead, problem) => {
    const others = pages.filter(({ name }) => name !== "2021/101001/index.html");
    expect(verify([...others, ...instead, ...report], { "2021/checksums-7-1.sha256": all }).problems).toEqual([
      problem,
    ]);
  });

  it("that was laid over an older one is judged by the newer list", () => {
    const newer = list(["b", "index.html"], ["b", "101001/index.html"]);
    const lists = { "2021/checksums-7-1.sha256": all, "2021/checksums-12-1.sha256": newer };
    const laid = [
      file("2021/index.html", "b"),
      file("2021/101001/index.html", "b"),
      ...pages.slice(1, 2),
      ...pages.slice(3),
    ];
    expect(verify([...laid, ...report], lists).problems).toEqual([]);
    expect(verify([...pages, ...report], lists).problems).toHaveLength(2);
  });

  it("whose list was changed is told so", () => {
    const { problems } = verify([], { "2021/checksums-7-1.sha256": "nonsense\n" });
    expect(problems).toEqual([expect.stringContaining("校验表被改动过")]);
  });

  it("leaves what no list names, and a folder without any, as it was", () => {
    const other = file("2021/101001/added.html");
    expect(verify([...pages, ...report, other], { "2021/checksums-7-1.sha256": all }).rest).toEqual([...report, other]);
    expect(verify(report, {}).rest).toEqual(report);
  });
});
