import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { searchParameters, type FoundReport } from "@/lib/features/search/schema";
import { SearchResult } from "./search-result";

const report: FoundReport = {
  unitCode: "101001",
  unitName: "罗庄区第一中学",
  year: 2021,
  number: 1,
  departmentName: null,
  publishedAt: "2022-09-01T01:00:00.000Z",
  places: [],
  further: 0,
};

const shown = (page: number, found: { reports: FoundReport[]; total: number }) =>
  renderToStaticMarkup(
    <SearchResult
      input={searchParameters.parse({ q: "学校", page: String(page) })}
      found={{ ...found, page }}
      isAnswered={false}
    />,
  );

it("a page past the last one is told as such beside the count, and leads to the last", () => {
  const html = shown(9, { reports: [], total: 41 });
  expect(html).toContain("找到 41 份公开的决算");
  expect(html).not.toContain("没有找到公开的决算");
  expect(html).toContain("没有第 9 页");
  expect(html).toMatch(/href="\/search\?q=[^"]+page=3"/);
  expect(html).not.toContain("上一页");
});

it("a page between leads to both neighbours, and nothing found is told as that", () => {
  const html = shown(2, { reports: [report], total: 41 });
  expect(html).toContain("第 2 页，共 3 页，41 份公开的决算");
  for (const page of [1, 3]) expect(html).toMatch(new RegExp(`href="/search\\?q=[^"]+page=${page}"`));
  expect(shown(1, { reports: [], total: 0 })).toContain("没有找到公开的决算");
  expect(shown(1, { reports: [report], total: 1 })).not.toContain("分页");
});
