import "../testing/actions";
import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import { factKey } from "@/lib/domain/words/fact-address";
import { office, cellAt, deskReport, wages } from "../testing/desk-report";
import { openDesk } from "../testing/desk-page";
import { answered, conflict, server, startServer } from "../testing/server";

beforeEach(startServer);

const { userId, versionId } = deskReport();
/** Where releases until 2026-11 kept what was not sent. */
const formerPlace = `mingzhang.unsent.${userId}.${versionId}.1a2b3c`;
const unsentIn = (storage: Storage) => Object.keys(storage).filter((name) => name.startsWith("mingzhang.unsent"));

describe("what is typed at the desk", () => {
  it("is saved on the revision that the person saw, and the totals follow", async () => {
    const { person, cell, grid, saving } = openDesk();
    await waitFor(() => expect(saving()).toHaveTextContent("已全部保存"));
    await person.click(cell(wages));
    await person.keyboard("1200{Enter}");
    await waitFor(() => expect(server.saveCells).toHaveBeenCalledTimes(1));
    expect(server.saveCells.mock.calls[0]![0]).toMatchObject({
      how: "typed",
      unit: "yuan",
      edits: [{ address: { sheet: "income", row: "2010301" }, input: "1200", baseRevision: 1 }],
    });
    await waitFor(() => expect(cell(wages)).toHaveValue("1,200.00"));
    await waitFor(() => expect(within(grid("收入")).getAllByText("1,700.00").length).toBeGreaterThan(0));
    await waitFor(() => expect(saving()).toHaveTextContent("已全部保存"));
  });

  it("waits for a decision where somebody else was faster, and shows theirs when it is given up", async () => {
    server.saveCells.mockResolvedValueOnce(answered([conflict]));
    const { person, cell } = openDesk();
    await person.click(cell(wages));
    await person.keyboard("1200{Enter}");
    const alert = await screen.findByText(/您填的是“1200 元”，现有内容是“300.00 元”，由王五于/);
    expect(alert).toBeVisible();
    await person.click(screen.getByRole("button", { name: "采用现有内容" }));
    await waitFor(() => expect(cell(wages)).toHaveValue("300.00"));
    expect(screen.queryByText(/您填的是/)).toBeNull();
    expect(server.saveCells).toHaveBeenCalledTimes(1);
  });

  it("goes over theirs, on their revision, once the person says so", async () => {
    server.saveCells.mockResolvedValueOnce(answered([conflict]));
    const { person, cell, saving } = openDesk();
    await person.click(cell(wages));
    await person.keyboard("1200{Enter}");
    await person.click(await screen.findByRole("button", { name: "保留我的" }));
    await waitFor(() => expect(server.saveCells).toHaveBeenCalledTimes(2));
    expect(server.saveCells.mock.calls[1]![0].edits).toMatchObject([{ input: "1200", baseRevision: 7 }]);
    await waitFor(() => expect(saving()).toHaveTextContent("已全部保存"));
    await waitFor(() => expect(cell(wages)).toHaveValue("1,200.00"));
  });

  it("is named with the reasons where the server refuses it, and can be given up", async () => {
    server.saveCells.mockResolvedValueOnce({ ok: false, code: "forbidden", reasons: ["报告已上报，不能修改。"] });
    const { person, cell } = openDesk();
    await person.click(cell(wages));
    await person.keyboard("1200{Enter}");
    expect(await screen.findByText(/您填的是“1200 元”。报告已上报，不能修改。/)).toBeVisible();
    await person.click(screen.getByRole("button", { name: "放弃这处修改" }));
    await waitFor(() => expect(cell(wages)).toHaveValue("1,000.00"));
  });

  it("stays in the browser while the server cannot be reached, and is there again on the next visit", async () => {
    server.saveCells.mockRejectedValue(new Error("offline"));
    const first = openDesk();
    await first.person.click(first.cell(wages));
    await first.person.keyboard("1200{Enter}");
    await waitFor(() => expect(first.saving()).toHaveTextContent("没有连上服务器，内容已保存在本机"));
    first.leave();

    startServer();
    const next = openDesk();
    await waitFor(() => expect(next.cell(wages)).toHaveValue("1,200.00"));
    await waitFor(() => expect(server.saveCells).toHaveBeenCalledTimes(1));
    expect(server.saveCells.mock.calls[0]![0].edits).toMatchObject([{ input: "1200", baseRevision: 1 }]);
    await waitFor(() => expect(next.saving()).toHaveTextContent("已全部保存"));
  });

  it("is taken up from where an earlier release kept it, and sent", async () => {
    const edit = { kind: "cell", key: wages, input: "1200", unit: "yuan", how: "typed" };
    localStorage.setItem(formerPlace, JSON.stringify([{ edit, base: 1 }]));
    const { cell, saving } = openDesk();
    await waitFor(() => expect(cell(wages)).toHaveValue("1,200.00"));
    await waitFor(() => expect(server.saveCells).toHaveBeenCalledTimes(1));
    expect(server.saveCells.mock.calls[0]![0].edits).toMatchObject([{ input: "1200", baseRevision: 1 }]);
    await waitFor(() => expect(saving()).toHaveTextContent("已全部保存"));
    expect(localStorage.getItem(formerPlace)).toBeNull();
  });

  it("is shown with its values where an earlier release kept it in a form that nobody reads any more", async () => {
    const edit = { kind: "cell", key: "subsidies:2010301::amount", input: "88,800.50", unit: "yuan" };
    localStorage.setItem(formerPlace, JSON.stringify([{ edit, base: 1 }]));
    const first = openDesk();
    expect(await screen.findByText("88,800.50")).toBeVisible();
    expect(screen.getByText("subsidies:2010301::amount")).toBeVisible();
    for (const name of ["位置", "填写内容", "金额单位"]) expect(screen.getByText(name)).toBeVisible();
    expect(screen.queryByText(/^(?:edit|base)/)).toBeNull();
    expect(first.saving()).toHaveTextContent("另有 1 处未保存，请在下方处理");
    expect(server.saveCells).not.toHaveBeenCalled();
    first.leave();

    // Still there on the next visit, until the person says that it is done.
    const next = openDesk();
    expect(await screen.findByText("88,800.50")).toBeVisible();
    await next.person.click(screen.getByRole("button", { name: "已重新填写，从本机删除" }));
    expect(screen.queryByText("88,800.50")).toBeNull();
    await waitFor(() => expect(next.saving()).toHaveTextContent("已全部保存"));
    expect(unsentIn(localStorage)).toEqual([]);
  });

  it("names the cell of a value in a unit that there is no more", async () => {
    const edit = { kind: "cell", key: wages, input: "88.8", unit: "thousand" };
    localStorage.setItem(formerPlace, JSON.stringify([{ edit, base: 1 }]));
    openDesk();
    expect(await screen.findByText("88.8")).toBeVisible();
    expect(screen.getByText(/^收入“2010301 行政运行”/)).toBeVisible();
    expect(screen.getByText("thousand")).toBeVisible();
  });

  it("is shown with the server's word where its cell has left the year's format", async () => {
    const key = factKey("income", "2010301", "", "noSuchColumn");
    const edit = { kind: "cell", key, input: "88,800.50", unit: "yuan" };
    localStorage.setItem(formerPlace, JSON.stringify([{ edit, base: 1 }]));
    const gone = {
      ...conflict,
      reason: "unknownCell",
      message: "本年度没有这个单元格",
      value: null,
      by: null,
      at: null,
    };
    server.saveCells.mockResolvedValueOnce(answered([gone]));
    openDesk();
    expect(await screen.findByText(/本年度没有这个单元格/)).toBeVisible();
    expect(screen.getByText(/您填的是“88,800.50 元”/)).toBeVisible();
    expect(unsentIn(localStorage)).toHaveLength(1);
  });

  it("keeps an input that is no amount as it was typed, and says so in the list of sheets", async () => {
    const { person, cell } = openDesk();
    await person.click(cell(wages));
    await person.keyboard("一千{Enter}");
    expect(cell(wages)).toHaveValue("一千");
    expect(cell(wages)).toHaveAttribute("aria-invalid", "true");
    await waitFor(() => expect(screen.getByRole("button", { name: /^收入/ })).toHaveTextContent("有误"));
  });

  it("is taken back and done again, each as a step that is saved", async () => {
    const { person, cell } = openDesk();
    await person.click(cell(wages));
    await person.keyboard("1200{Enter}");
    await waitFor(() => expect(server.saveCells).toHaveBeenCalledTimes(1));
    await person.keyboard("{Control>}z{/Control}");
    await waitFor(() => expect(cell(wages)).toHaveValue("1,000.00"));
    await waitFor(() => expect(server.saveCells).toHaveBeenCalledTimes(2));
    expect(server.saveCells.mock.calls[1]![0]).toMatchObject({
      how: "undo",
      edits: [{ input: "1,000.00", baseRevision: 2 }],
    });
    await person.keyboard("{Control>}y{/Control}");
    await waitFor(() => expect(cell(wages)).toHaveValue("1,200.00"));
  });

  it("is not taken back by a refresh of the page", async () => {
    const { person, cell, refresh } = openDesk();
    await person.click(cell(wages));
    await person.keyboard("1200{Enter}");
    refresh({ cells: [cellAt(wages, 100_000), cellAt(office, 50_000)] });
    await waitFor(() => expect(server.saveCells).toHaveBeenCalledTimes(1));
    await waitFor(() => expect(cell(wages)).toHaveValue("1,200.00"));
  });

  it("cannot be typed any more once a refresh says that the report was submitted", async () => {
    const { cell, refresh, saving } = openDesk();
    expect(cell(wages)).toBeInTheDocument();
    refresh({ isEditable: false });
    await waitFor(() => expect(cell(wages)).toBeNull());
    expect(saving()).toHaveTextContent("当前状态下只能查看");
  });
});

describe("a text at the desk", () => {
  it("is shown at once and saved by and by", async () => {
    const { person } = openDesk({ view: "profile" });
    const [duties] = screen.getAllByRole("textbox");
    await person.type(duties!, "管理本级预算");
    expect(duties).toHaveValue("管理本级预算");
    await waitFor(() => expect(server.saveTexts).toHaveBeenCalled(), { timeout: 8_000 });
    expect(server.saveTexts.mock.lastCall![0].edits).toMatchObject([{ text: "管理本级预算" }]);
  });

  it("offers last year's, taken over with one press", async () => {
    const { person } = openDesk({
      view: "profile",
      report: { priorAmounts: [], priorTexts: [["profile.duties", "执行预算"]] },
    });
    await person.click(screen.getByRole("button", { name: "沿用" }));
    expect(screen.getAllByRole("textbox")[0]).toHaveValue("执行预算");
    await waitFor(() => expect(server.saveTexts).toHaveBeenCalledTimes(1));
  });
});
