import { expect, it } from "vitest";
import { citationOf, type CitedSource } from "./citation";

const source: CitedSource = {
  author: "临沂市罗庄区人民政府办公室本级",
  title: "2021年度单位决算·《支出决算表》合计 · 基本支出",
  edition: "第2版",
  medium: "EB/OL",
  issued: "2022-09-01",
  issuedWord: "公开于",
  accessed: "2026-11-30",
  address: "https://mz.example.gov.cn/r/101001/2021/v/2#expenditure.total.basic",
  key: "mingzhang-101001-2021-v2",
};

it("is cited in a sentence, by the standard, and for BibTeX", () => {
  const { plain, standard, bibtex } = citationOf(source);
  expect(plain).toBe(
    "临沂市罗庄区人民政府办公室本级：《2021年度单位决算·〈支出决算表〉合计 · 基本支出（第2版）》，公开于2022年9月1日，https://mz.example.gov.cn/r/101001/2021/v/2#expenditure.total.basic",
  );
  expect(standard).toBe(
    "临沂市罗庄区人民政府办公室本级. 2021年度单位决算·《支出决算表》合计 · 基本支出: 第2版[EB/OL]. (2022-09-01)[2026-11-30]. https://mz.example.gov.cn/r/101001/2021/v/2#expenditure.total.basic.",
  );
  expect(bibtex).toBe(`@online{mingzhang-101001-2021-v2,
  author  = {{临沂市罗庄区人民政府办公室本级}},
  title   = {2021年度单位决算·《支出决算表》合计 · 基本支出},
  edition = {第2版},
  date    = {2022-09-01},
  url     = {https://mz.example.gov.cn/r/101001/2021/v/2#expenditure.total.basic},
  urldate = {2026-11-30},
}`);
});

it("has no edition where there is one only, and keeps what TeX would take for its own", () => {
  const { edition: _, ...once } = source;
  const { plain, standard, bibtex } = citationOf({ ...once, title: "100% {a_b} & \\c^~" });
  expect([plain, standard, bibtex].join()).not.toContain("第2版");
  expect(bibtex).toContain(String.raw`title   = {100\% \{a\_b\} \& \textbackslash{}c\^{}\~{}},`);
});
