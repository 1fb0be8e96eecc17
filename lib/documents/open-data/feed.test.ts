import { describe, expect, it } from "vitest";
import { feedStyle } from "./feed-style";
import { feedHeaders, readFeedName, writeFeed, type ToldEntry } from "./feed";
import { writeSitemap, writeSitemapIndex } from "./sitemap";

const entry: ToldEntry = {
  scope: "unit",
  unitCode: "201003",
  unitName: "职业<学校>&",
  year: 2021,
  number: 2,
  publishedAt: new Date("2022-08-20T02:00:00Z"),
  correctionReason: "专用设备数量漏填]]>",
  chainHash: "a".repeat(64),
  changed: { facts: 1, cells: 0, sentences: 1, forms: 0, wording: 0 },
};
const first = {
  ...entry,
  number: 1,
  publishedAt: new Date("2022-08-01T02:00:00Z"),
  correctionReason: null,
  chainHash: "b".repeat(64),
  changed: null,
};
const feed = (format: "atom" | "json", entries: readonly ToldEntry[] = [entry, first]) =>
  writeFeed(format, {
    name: "罗庄区",
    noun: "单位决算",
    of: "all",
    entries,
    addressOf: (path) => `https://js.example.gov.cn${path}`,
  });

describe("the feeds", () => {
  it("tell of publications and corrections in JSON Feed 1.1, each with its lasting address and name", () => {
    const told = JSON.parse(feed("json")) as { items: Record<string, unknown>[] } & Record<string, unknown>;
    expect(told).toMatchObject({
      title: "罗庄区单位决算：公开和更正",
      feed_url: "https://js.example.gov.cn/feeds/all.json",
      home_page_url: "https://js.example.gov.cn/",
    });
    expect(told.version).toMatch(/^https:\/\/jsonfeed\.org\/version\/1/);
    expect(told.items).toMatchObject([
      {
        id: `urn:sha256:${"a".repeat(64)}`,
        url: "https://js.example.gov.cn/r/201003/2021/v/2",
        title: "职业<学校>&2021年度单位决算（更正，第 2 版）",
        content_html:
          '更正原因：专用设备数量漏填]]&gt; <a href="https://js.example.gov.cn/r/201003/2021/v/2/changes">改动填报数 1 个、文字 1 句。</a>',
        tags: ["更正", "2021年度"],
      },
      { title: "职业<学校>&2021年度单位决算", tags: ["公开", "2021年度"] },
    ]);
  });

  it("are the same bytes as long as nothing is published, in Atom as well", () => {
    const atom = feed("atom");
    expect(feed("atom")).toBe(atom);
    expect(atom).toContain("<updated>2022-08-20T02:00:00.000Z</updated>");
    expect(atom).toContain('rel="self" href="https://js.example.gov.cn/feeds/all.atom"');
    expect(atom).not.toContain("<学校>");
    expect(atom).toContain('<title type="html"><![CDATA[职业&lt;学校&gt;&amp;2021年度单位决算]]></title>');
    expect(atom).toContain("漏填]]&gt; <a href=");
    expect(atom.match(/<entry>/g)).toHaveLength(2);
    expect(feed("atom", [])).not.toContain("<entry>");
  });

  it("are read in a browser by a style of their own, and say in plain words what readers show as HTML", () => {
    const atom = feed("atom");
    expect(atom).toMatch(/^<\?xml [^>]*\?>\n<\?xml-stylesheet type="text\/css" href="\/feeds\/feed\.css"\?>/);
    expect(atom).toContain(
      '<summary type="html"><![CDATA[更正原因：专用设备数量漏填]]&gt; 改动填报数 1 个、文字 1 句。]]></summary>',
    );
    // RFC 4287 §4.2.2.1: a category has a term.
    const categories = atom.match(/<category [^>]*>/g)!;
    expect(categories).toHaveLength(4);
    for (const category of categories) expect(category).toMatch(/ term="[^"]+"/);
    for (const shown of ["feed > title", "feed > subtitle", "entry > title", "entry > summary", "entry > link"])
      expect(feedStyle).toContain(shown);
  });

  it("are called feeds to readers, and XML to a browser that would show a feed as its source", () => {
    const browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    for (const reader of [null, "*/*", "application/atom+xml"])
      expect(feedHeaders("atom", reader).type).toBe("application/atom+xml; charset=utf-8");
    expect(feedHeaders("atom", browser)).toEqual({
      type: "application/xml; charset=utf-8",
      headers: { vary: "Accept" },
    });
    expect(feedHeaders("json", browser).type).toBe("application/feed+json; charset=utf-8");
  });

  it.each([
    ["all.atom", { of: "all", format: "atom" }],
    ["101001.json", { of: "101001", format: "json" }],
    ["101001", null],
    ["../x.atom", null],
    ["a.rss", null],
  ])("are named %s", (name, read) => {
    expect(readFeedName(name)).toEqual(read);
  });
});

it("site maps name pages with the day of their change, and escape what XML needs", () => {
  expect(writeSitemap([{ address: "https://x/?a=1&b=2", changedAt: new Date(0) }])).toContain(
    "<url><loc>https://x/?a=1&amp;b=2</loc><lastmod>1970-01-01T00:00:00.000Z</lastmod></url>",
  );
  expect(writeSitemapIndex(["https://x/sitemaps/2021.xml"])).toContain(
    "<sitemap><loc>https://x/sitemaps/2021.xml</loc></sitemap>",
  );
});
