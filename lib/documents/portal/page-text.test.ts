import { expect, it } from "vitest";
import { pageText } from "./page-text";

const utf8 = (text: string) => new TextEncoder().encode(text);
/** 区财政局2021年度 */
const gb = Buffer.from("c7f8b2c6d5febed632303231c4eab6c8", "hex");

it("is what a reader sees, and not what a script says", () => {
  const page = utf8(
    `<!doctype html><title>区财政局</title><style>.a{}</style><script>var name = "区教育局"</script><p>2021&#24180;&nbsp;<b>决</b>算<!-- 草稿 --><textarea>x</textarea>`,
  );
  expect(pageText(page, "text/html; charset=utf-8")).toBe("区财政局2021年\u00a0决算");
});

it.each([
  ["of the header", gb, "text/html;charset=GB2312"],
  ["of the page", Buffer.concat([Buffer.from(`<meta charset="gbk">`), gb]), "text/html"],
  ["that nobody knows", utf8("区财政局2021年度"), "text/html; charset=x-unknown"],
])("is read in the encoding %s", (_what, bytes, type) => expect(pageText(bytes, type)).toBe("区财政局2021年度"));

it("bears a page that is cut off in a tag", () =>
  expect(pageText(utf8("<p>区财政局</p><a href="), "")).toBe("区财政局"));
