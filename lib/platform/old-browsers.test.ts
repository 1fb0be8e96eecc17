import { describe, expect, test } from "vitest";
import { oldBrowserPage, oldestAtWork, tooOldForWork } from "./old-browsers";

const windows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)";
const webkit = "AppleWebKit/537.36 (KHTML, like Gecko)";
const said = (agent: string) => tooOldForWork({ headers: new Headers(agent === "" ? {} : { "user-agent": agent }) });

describe("a browser that the desk does not work in is known by what it is made of", () => {
  test.each([
    [`${windows} ${webkit} Chrome/88.0.4324.190 Safari/537.36`, "Chrome 内核 88"],
    [`${windows} ${webkit} Chrome/108.0.0.0 Safari/537.36`, "Chrome 内核 108"],
    [`${windows} ${webkit} Chrome/86.0.4240.198 Safari/537.36 QIHU 360SE/13.1`, "Chrome 内核 86"],
    [`${windows} ${webkit} Chrome/94.0.4606.71 Safari/537.36 Core/1.94.190.400 QQBrowser/11.5`, "Chrome 内核 94"],
    [`${windows} ${webkit} Chrome/80.0.3987.87 Safari/537.36 SE 2.X MetaSr 1.0`, "Chrome 内核 80"],
    [`${windows} ${webkit} Chrome/103.0.0.0 Safari/537.36 Edg/103.0.1264.37`, "Chrome 内核 103"],
    ["Mozilla/5.0 (Windows NT 6.1; WOW64; Trident/7.0; rv:11.0) like Gecko", "IE 或旧版 Edge 内核"],
    ["Mozilla/5.0 (compatible; MSIE 10.0; Windows NT 6.1; Trident/6.0)", "IE 或旧版 Edge 内核"],
    [`${windows} ${webkit} Chrome/64.0.3282.140 Safari/537.36 Edge/18.17763`, "IE 或旧版 Edge 内核"],
    ["Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:102.0) Gecko/20100101 Firefox/102.0", "Firefox 102"],
    [
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/15.6 Safari/605.1.15",
      "Safari 15.6",
    ],
  ])("%s", (agent, name) => expect(said(agent)).toBe(name));
});

describe("nobody else is kept out", () => {
  test.each([
    `${windows} ${webkit} Chrome/109.0.0.0 Safari/537.36`,
    `${windows} ${webkit} Chrome/143.0.0.0 Safari/537.36 Edg/143.0.0.0`,
    `Mozilla/5.0 (X11; Linux x86_64) ${webkit} HeadlessChrome/153.0.0.0 Safari/537.36`,
    "Mozilla/5.0 (Windows NT 6.1; Win64; x64; rv:115.0) Gecko/20100101 Firefox/115.0",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/123.0.6312.52 Mobile/15E148 Safari/604.1",
    "curl/8.5.0",
    "Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)",
    "somebody's own",
    "",
  ])("%s", (agent) => expect(said(agent)).toBeNull());
});

test("the page names the browser and what to install, and needs neither script nor stylesheet", () => {
  const page = oldBrowserPage("Chrome 内核 88");
  expect(page).toContain("当前浏览器是 Chrome 内核 88，太旧");
  for (const version of Object.values(oldestAtWork)) expect(page).toContain(`${version} 以上`);
  expect(page).not.toMatch(/<script|<link|<style/);
});
