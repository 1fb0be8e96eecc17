import { expect, test } from "@playwright/test";
import { demoPassword, demoPeople } from "@/prisma/seed/demo-people";
import { HttpClient } from "../support/http-client";

/** What a person without scripts reads of a page. */
const wordsOf = (html: string) => html.replaceAll(/<script[^>]*>.*?<\/script>/gs, "").replaceAll(/<[^>]+>/g, " ");

for (const [path, status, words] of [
  ["/r/101001/2022", 404, "这份决算没有公开"],
  ["/r/101001/2022/v/1", 404, "这份决算没有公开"],
  ["/r/999999/2021", 404, "这份决算没有公开"],
  ["/d/constructor", 404, "地址中的“constructor”有误"],
  ["/d/1999", 404, "1999年度没有公开的决算"],
  ["/d/2021/rank/expenditure?department=999", 404, "没有代码为“999”的主管部门"],
  ["/d/2021/status?department=999", 404, "没有代码为“999”的主管部门"],
  ["/d/2021/rank/expenditure?page=9", 404, "没有第9页"],
  ["/d/2021/rank/expenditure?foo=bar", 400, "没有参数“foo”"],
  ["/embed/2021/rank/expenditure?page=1&page=2", 400, "参数“page”给了两次"],
  ["/r/201003/2021/v/1/cite/expenditure.total.lunch", 404, "第 1 版没有名为“expenditure.total.lunch”的格、行或句"],
  ["/embed/r/201003/2021/v/1/expenditure.total.lunch", 404, "这一版没有这个位置"],
  ["/search?q=%E5%AD%A6%E6%A0%A1&foo=bar", 400, "没有“foo”这个参数"],
  ["/search?department=999", 400, "没有代码为“999”的主管部门"],
  ["/nothing", 404, "没有找到这个页面"],
] as const)
  test(`${path} says in its HTML why it is refused`, async ({ request }) => {
    // Twice: what is kept is told like what is made.
    for (const _ of [1, 2]) {
      const answer = await request.get(path);
      expect(answer.status()).toBe(status);
      expect(wordsOf(await answer.text())).toContain(words);
    }
  });

test("pages of signed-in people say so, too", async ({ baseURL }) => {
  const client = await HttpClient.signedIn(baseURL!, demoPeople.preparer.username, demoPassword);
  for (const [path, status, words] of [
    ["/review", 403, "没有查看权限"],
    ["/admin/aliases", 403, "没有查看权限"],
    ["/desk/101001/zwei", 404, "没有找到这个页面"],
    ["/desk/999999/2021", 404, "没有找到这个页面"],
  ] as const) {
    const answer = await client.request(path);
    expect([path, answer.status]).toEqual([path, status]);
    expect(wordsOf(await answer.text()), path).toContain(words);
  }
});

test("an address that is too long for the server is answered in words", async ({ request }) => {
  const codes = Array.from({ length: 10_000 }, (_, at) => 100_000 + at).join(",");
  const answer = await request.get(`/d/compare?units=${codes}`);
  expect([answer.status(), await answer.text()]).toEqual([431, expect.stringContaining("网址过长")]);
});

test("whole addresses are those of the site; what names the request's is kept by no cache", async ({ request }) => {
  for (const path of ["/robots.txt", "/sitemap.xml", "/sitemaps/pages.xml", "/feeds/all.atom"]) {
    const answer = await request.get(path, { headers: { host: "evil.example.org" } });
    const isForeign = (await answer.text()).includes("evil.example.org");
    expect([path, isForeign && !answer.headers()["cache-control"]!.includes("no-store")]).toEqual([path, false]);
  }
  const page = await (await request.get("/d/2021/functions")).text();
  expect(page).toMatch(/<meta property="og:image" content="https?:\/\/[^"]+\/share\/d\/2021\/functions\.png"/);
  expect(page).toMatch(/src=&quot;https?:\/\/[^&]+\/embed\/2021\/functions&quot;/);
});
