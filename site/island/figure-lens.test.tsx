import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import { FigureLens } from "./figure-lens";

afterEach(() => vi.unstubAllGlobals());

const figures = {
  "income.total.total": {
    label: "收入决算表 合计 本年收入合计",
    calculation: "100.00 + 50.00 = 150.00",
    from: ["income.201.total"],
    into: [],
    same: [],
  },
  "income.201.total": {
    label: "收入决算表 一般公共服务支出",
    calculation: null,
    from: [],
    into: ["income.total.total"],
    same: [],
  },
  "summary.income.amount": {
    label: "收入支出决算总表 本年收入合计",
    calculation: null,
    from: [],
    into: [],
    same: ["income.total.total"],
  },
};

/** A published page in small: one sentence with one number, one table with two figures and a blank. */
function page(
  answer: () => Promise<unknown> = () => Promise.resolve({ ok: true, json: () => Promise.resolve({ figures }) }),
) {
  const fetch = vi.fn(answer);
  vi.stubGlobal("fetch", fetch);
  render(
    <>
      <p>
        <span id="s1">
          本年收入
          <a href="#income" data-explanation="收入合计 150.00 万元" data-cells="income.total.total">
            150.00
          </a>
          万元。
        </span>
      </p>
      <div role="region" tabIndex={0} aria-label="收入决算表（可滚动）">
        <table>
          <tbody>
            <tr>
              <th id="income.total">合计</th>
              <td data-cell="income.total.total">150.00</td>
              <td data-cell="income.total.otherIncome"></td>
            </tr>
            <tr>
              <th>一般公共服务支出</th>
              <td id="income.201.total" data-cell="income.201.total">
                150.00
              </td>
            </tr>
          </tbody>
        </table>
      </div>
      <table>
        <tbody>
          <tr>
            <td data-cell="summary.income.amount">150.00</td>
          </tr>
        </tbody>
      </table>
      <dl>
        <dd data-beside="income.201.total">
          上年 <a href="/r/101001/2021/v/1#income.201.total">120.00</a>，增加 30.00，25%
        </dd>
      </dl>
      <FigureLens sources="2022.provenance.json" version="/r/101001/2022/v/2" />
    </>,
  );
  return { person: userEvent.setup(), fetch, note: () => screen.queryByRole("complementary", { name: "数字的来源" }) };
}

const cell = (id: string) => document.querySelector<HTMLElement>(`[data-cell="${id}"]`)!;

describe("the figure lens of a published report", () => {
  it("shows the figure that the address names, and of no other part of the page anything", async () => {
    location.hash = "#s1";
    const { note } = page();
    expect(note()).toBeNull();
    location.hash = "#income.201.total";
    window.dispatchEvent(new HashChangeEvent("hashchange"));
    await waitFor(() => expect(note()).toHaveTextContent("收入决算表 一般公共服务支出"));
    location.hash = "";
  });

  it("leads from a figure that no sentence states to those of the same money elsewhere", async () => {
    const { person, note } = page();
    for (const id of ["summary.income.amount", "income.201.total"]) {
      await person.click(cell(id));
      await waitFor(() => expect(note()).toHaveTextContent("本年收入150.00万元。"));
    }
  });

  it("asks for nothing until somebody looks at a figure", () => {
    const { fetch, note } = page();
    expect(note()).toBeNull();
    expect(fetch).not.toHaveBeenCalled();
  });

  it("says how a number of the text is computed, and leads to its cell", async () => {
    const { person, note, fetch } = page();
    await person.click(screen.getByRole("link", { name: "150.00" }));
    expect(note()).toHaveTextContent("收入合计 150.00 万元");
    expect(fetch).toHaveBeenCalledExactlyOnceWith("2022.provenance.json");
    await person.click(await within(note()!).findByRole("button", { name: "收入决算表 合计 本年收入合计" }));
    expect(note()).toHaveTextContent("100.00 + 50.00 = 150.00");
  });

  it("says of a cell what it comes from, and which sentences cite it", async () => {
    const { person, note } = page();
    await person.click(cell("income.total.total"));
    await waitFor(() => expect(note()).toHaveTextContent("100.00 + 50.00 = 150.00"));
    expect(within(note()!).getByRole("button", { name: "收入决算表 一般公共服务支出" })).toBeVisible();
    expect(within(note()!).getByRole("link", { name: /本年收入/ })).toHaveAttribute("href", "#s1");
  });

  it("names the cell from the page where the sources cannot be had", async () => {
    const { person, note } = page(() => Promise.reject(new Error("offline")));
    await person.click(cell("income.201.total"));
    expect(note()).toHaveTextContent("收入决算表 一般公共服务支出");
  });

  it("has nothing to say of a blank cell", async () => {
    const { person, note } = page();
    await person.click(cell("income.total.otherIncome"));
    expect(note()).toBeNull();
  });

  it("goes from figure to figure by keyboard, and away with Escape", async () => {
    const { person, note } = page();
    screen.getByRole("region").focus();
    await person.keyboard("{Enter}");
    await waitFor(() => expect(note()).toHaveTextContent("100.00 + 50.00 = 150.00"));
    await person.keyboard("{ArrowDown}");
    await waitFor(() => expect(note()).toHaveTextContent("收入决算表 一般公共服务支出"));
    await person.keyboard("{Escape}");
    expect(note()).toBeNull();
  });

  it("takes the keyboard from a number into its explanation, and back with Escape and with its button", async () => {
    const { person, note } = page();
    const number = screen.getByRole("link", { name: "150.00" });
    for (const leave of ["{Escape}", "{Tab}{Tab}{Tab}{Tab}{Enter}"]) {
      number.focus();
      await person.keyboard("{Enter}");
      const explanation = within(note()!).getByRole("group", { name: "数字的来源" });
      await waitFor(() => expect(explanation).toHaveFocus());
      await within(note()!).findByRole("button", { name: "收入决算表 合计 本年收入合计" });
      await person.keyboard(leave);
      expect(note()).toBeNull();
      expect(number).toHaveFocus();
    }
  });

  it("keeps the keyboard in the explanation on the way to another figure, and leaves it alone for the mouse", async () => {
    const { person, note } = page();
    const number = screen.getByRole("link", { name: "150.00" });
    number.focus();
    await person.keyboard("{Enter}");
    await within(note()!).findByRole("button", { name: "收入决算表 合计 本年收入合计" });
    await person.keyboard("{Tab}{Enter}");
    expect(note()).toHaveTextContent("100.00 + 50.00 = 150.00");
    expect(within(note()!).getByRole("group", { name: "数字的来源" })).toHaveFocus();
    await person.keyboard("{Escape}");
    expect(number).toHaveFocus();
    await person.click(number);
    expect(within(note()!).getByRole("group", { name: "数字的来源" })).not.toHaveFocus();
  });

  it("tells of a figure what the page says beside it, and leads to last year's report", async () => {
    const { person, note } = page();
    await person.click(cell("income.201.total"));
    expect(note()).toHaveTextContent("上年 120.00，增加 30.00，25%");
    expect(within(note()!).getByRole("link", { name: "上年决算中的这个数" })).toHaveAttribute(
      "href",
      "/r/101001/2021/v/1#income.201.total",
    );
  });

  it("copies the lasting addresses of a cell and its row, of a sentence, and leads to how they are cited (P9)", async () => {
    const { person, note } = page();
    const copied = () => navigator.clipboard.readText();
    const version = `${location.origin}/r/101001/2022/v/2`;
    await person.click(cell("income.total.total"));
    await person.click(within(note()!).getByRole("button", { name: "复制本格网址" }));
    expect(await copied()).toBe(`${version}#income.total.total`);
    expect(within(note()!).getByRole("status")).toHaveTextContent(`已复制：${version}#income.total.total`);
    await person.click(within(note()!).getByRole("button", { name: "复制本行网址" }));
    expect(await copied()).toBe(`${version}#income.total`);
    expect(within(note()!).getByRole("link", { name: "引用、嵌入本格" })).toHaveAttribute(
      "href",
      "/r/101001/2022/v/2/cite/income.total.total",
    );
    await person.click(screen.getAllByRole("link", { name: "150.00" })[0]!);
    expect(within(note()!).getByRole("status")).toBeEmptyDOMElement();
    await person.click(within(note()!).getByRole("button", { name: "复制本句网址" }));
    expect(await copied()).toBe(`${version}#s1`);
  });

  it("leads to whom an error is told, in a letter that names the place", async () => {
    const { person, note } = page();
    await person.click(cell("income.total.total"));
    expect(within(note()!).queryByRole("link", { name: "指出错误" })).toBeNull();
    const way = document.createElement("a");
    way.dataset.correction = "";
    way.href = `mailto:a@example.gov.cn?body=${encodeURIComponent("网址：https://example.gov.cn/r/101001/2022/v/2\n")}`;
    document.body.append(way);
    await person.click(cell("income.201.total"));
    const letter = within(note()!).getByRole("link", { name: "指出错误" }).getAttribute("href")!;
    expect(decodeURIComponent(letter)).toContain("https://example.gov.cn/r/101001/2022/v/2#income.201.total\n");
    way.remove();
  });

  it("shows the address where the browser does not copy", async () => {
    const { person, note } = page();
    vi.spyOn(navigator.clipboard, "writeText").mockRejectedValue(new Error("refused"));
    await person.click(cell("income.total.total"));
    await person.click(within(note()!).getByRole("button", { name: "复制本格网址" }));
    expect(await within(note()!).findByText(/请复制：/)).toHaveTextContent("/r/101001/2022/v/2#income.total.total");
  });

  it("closes with its button", async () => {
    const { person, note } = page();
    await person.click(cell("income.total.total"));
    await person.click(within(note()!).getByRole("button", { name: "关闭" }));
    expect(note()).toBeNull();
  });
});
