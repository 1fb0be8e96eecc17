import { expect, it } from "vitest";
import { readAddress } from "../questions/question";
import { askedViews, subjectNamesOf, type NamedSubject } from "./asked-views";

const groups = (typed: string, subjects: readonly NamedSubject[] = []) =>
  askedViews(typed.split(" "), () => [2021, 2020], subjects);
const first = (typed: string) => groups(typed)[0]?.links[0]?.href;

it.each([
  ["机关运行经费", "/d/2021/rank/agencyOperating"],
  ["政府采购", "/d/2021/rank/procurement"],
  ["三公经费", "/d/2021/rank/threePublic"],
  ["“三公”经费", "/d/2021/rank/threePublic"],
  ["三公", "/d/2021/rank/threePublic"],
  ["本年支出", "/d/2021/rank/expenditure"],
  ["公务接待", "/d/2021/rank/officialReception"],
  ["招待费", "/d/2021/rank/officialReception"],
  ["人员经费", "/d/2021/rank/personnel"],
  ["公开情况", "/d/2021/status"],
  ["更正", "/d/2021/corrections"],
])("%s leads to the list of all units first", (typed, href) => {
  expect(first(typed)).toBe(href);
});

it("leads to a subject by its name, and to the years of what has a series", () => {
  const meeting = { code: "30215", name: "会议费", classification: "economic", year: 2020 } as const;
  expect(groups("会议费", [meeting])[0]).toEqual({
    label: "30215 会议费",
    links: [{ label: "2020年度各单位由高到低", href: "/d/2020/economic/30215" }],
  });
  expect(subjectNamesOf("教育")).toContain("教育支出");
  expect(groups("本年支出")[0]!.links.at(-1)).toEqual({ label: "全区历年", href: "/d/years" });
});

it("offers nothing for names of units, single signs and words of no view, and addresses that can be asked", () => {
  for (const typed of ["第一实验小学", "信访局 2021", "费", "13.86", ""]) expect(groups(typed), typed).toEqual([]);
  for (const { links } of groups("经费 支出 预算"))
    for (const { href } of links)
      expect(readAddress(href.replace("/d/", "").split("/"), []), href).toMatchObject({ ok: true });
});

it("offers the years that have the figure, and nothing of one that no report has", () => {
  const hrefs = (years: readonly number[]) =>
    askedViews(["政府采购"], () => years, []).flatMap(({ links }) => links.map(({ href }) => href));
  expect(hrefs([2021, 2020])).toEqual(["/d/2021/rank/procurement", "/d/2020/rank/procurement"]);
  expect(hrefs([])).toEqual([]);
});
