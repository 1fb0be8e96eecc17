import { describe, expect, it } from "vitest";
import { inFolder } from "./relative-links";

const files = new Set([
  "101001/101001-2021-v2.pdf",
  "101001/101001-2021-v1.pdf",
  "101001/101001-2021-v2.snapshot.json",
]);
const holdings = {
  year: 2021,
  codes: new Set(["101001", "101002"]),
  report: { unitCode: "101001", newest: 2, numbers: [2, 1], files },
};
const assets = new Map([["/site/site-0123456789ab.css", "assets/site-0123456789ab.css"]]);
const addressOf = (path: string) => `https://js.example.gov.cn${path}`;
const at = (place: string, html: string, of: Partial<Parameters<typeof inFolder>[1]> = {}) =>
  inFolder(html, { at: place, holdings, assets, addressOf, ...of });

describe("a page in a folder", () => {
  it.each([
    ["/", "../index.html"],
    ["/r/101001/2021", "index.html"],
    ["/r/101001/2021#tables", "index.html#tables"],
    ["/r/101001/2021/v/2#income.total.amount", "index.html#income.total.amount"],
    ["/r/101001/2021/v/1", "v1.html"],
    ["/r/101002/2021", "../101002/index.html"],
    ["/api/v1/reports/101001/2021.pdf?version=2", "101001-2021-v2.pdf"],
    ["/api/v1/reports/101001/2021.pdf?version=1", "101001-2021-v1.pdf"],
    ["/api/v1/reports/101001/2021.snapshot.json?version=2", "101001-2021-v2.snapshot.json"],
    ["/site/site-0123456789ab.css", "../assets/site-0123456789ab.css"],
  ])("leads to what stands beside it: %s", (address, way) =>
    expect(at("101001/index.html", `<a class="x" href="${address}">甲</a>`)).toBe(`<a class="x" href="${way}">甲</a>`),
  );

  it.each([
    "/r/101001/2020",
    "/r/101009/2021",
    "/r/101001/2021/v/3",
    "/r/101001/2021/v/2/changes",
    "/r/101002/2021/v/1",
    "/api/v1/reports/101001/2021.docx?version=2",
    "/api/v1/reports/101002/2021.pdf?version=1",
    "/api/v1/reports/101001/2021.csv?version=2",
    "/d/units/101001",
    "/search?q=a&amp;page=2",
  ])("leads to the site for what it does not hold: %s", (address) =>
    expect(at("101001/index.html", `<a href="${address}">甲</a>`)).toBe(
      `<a href="https://js.example.gov.cn${address}">甲</a>`,
    ),
  );

  it("leads nowhere where the site does not know its own address", () =>
    expect(at("101001/index.html", `<a href="/d/units/101001">甲</a>`, { addressOf: () => undefined })).toBe(
      "<a>甲</a>",
    ));

  it("leaves places of its own, other sites, and words alone", () => {
    const html = `<a href="#main">href=&quot;/r/101001/2021&quot;</a><a href="https://a.cn/r/1">甲</a><a href="mailto:a@b.cn">乙</a>`;
    expect(at("101001/v1.html", html)).toBe(html);
  });

  it("has no script", () =>
    expect(at("index.html", `<script type="module" src="/site/island-0123456789ab.js"></script><p>甲</p>`)).toBe(
      "<p>甲</p>",
    ));
});
