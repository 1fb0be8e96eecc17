import { expect, it } from "vitest";
import { shownLines } from "./shown-lines";

it("tells blocks and links of a page, and nothing that is not read", () => {
  const html = `<!DOCTYPE html><html><head><title>题</title></head><body><!--$--><p>本年<a class="x" href="#t">收&amp;入 <b>150.00</b></a>万元。</p>
    <table><tr><th>合计</th><td>1</td><td></td></tr></table><script>self.__next_f.push("本年")</script></body></html>`;
  expect(shownLines(html)).toEqual(["本年收&入 150.00万元。", "合计", "1", "link #t 收&入 150.00"]);
});
