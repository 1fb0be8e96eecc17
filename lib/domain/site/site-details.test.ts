import { describe, expect, it } from "vitest";
import { pageLabels } from "./page-labels";
import { noSiteDetails, siteProblems, type SiteDetails } from "./site-details";

const labelled: SiteDetails = {
  ...noSiteDetails,
  siteName: "某区人民政府",
  siteDomain: "www.example.gov.cn",
  siteIdCode: "3713110001",
  columnName: "单位决算",
};
const fieldsOf = (details: SiteDetails) => siteProblems(details).map(({ field }) => field);

describe("what a district says of its site", () => {
  it("may be nothing at all, or everything that its labels need", () => {
    expect(siteProblems(noSiteDetails)).toEqual([]);
    expect(siteProblems(labelled)).toEqual([]);
  });

  it.each([
    [{ siteIdCode: "371311" }, ["siteIdCode"]],
    [{ siteDomain: "https://www.example.gov.cn/" }, ["siteDomain"]],
    [{ siteDomain: "www" }, ["siteDomain"]],
    [{ siteName: "", siteDomain: "" }, ["siteName", "siteDomain"]],
    [{ columnType: "新闻" }, ["columnType"]],
    [{ mistakesAddress: "javascript:alert(1)" }, ["mistakesAddress"]],
    [{ requestsAddress: "https://a:b@example.gov.cn/" }, ["requestsAddress"]],
    [{ portalDomains: "www.example.gov.cn、http://czj.example.gov.cn" }, ["portalDomains"]],
  ] as const)("is told of %j", (change, fields) => expect(fieldsOf({ ...labelled, ...change })).toEqual(fields));

  it.each(["www.example.gov.cn", "某区.政务", "a-b.example.cn"])("takes the domain %s", (siteDomain) =>
    expect(siteProblems({ ...labelled, siteDomain })).toEqual([]),
  );
});

describe("labels of government sites", () => {
  const article = {
    title: "区政府办公室2021年度单位决算",
    publishedAt: new Date("2022-08-31T16:30:59Z"),
    source: "区政府办公室",
    keywords: ["单位决算", "2021年度"],
    description: "",
  };

  it("are none where the district has no 网站标识码", () =>
    expect(pageLabels({ ...labelled, siteIdCode: "" }, article)).toEqual([]));

  it("leave out what nobody gave", () =>
    expect(pageLabels(labelled).map(({ name }) => name)).toEqual([
      "SiteName",
      "SiteDomain",
      "SiteIDCode",
      "ColumnName",
    ]));

  it("say of a notice when it was published, to the minute and in China", () =>
    expect(pageLabels(labelled, article).slice(4)).toEqual([
      { name: "ArticleTitle", content: "区政府办公室2021年度单位决算" },
      { name: "PubDate", content: "2022-09-01 00:30" },
      { name: "ContentSource", content: "区政府办公室" },
      { name: "Keywords", content: "单位决算,2021年度" },
    ]));
});
