import "../testing/actions";
import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import { counterpartKey, counterpartSlot } from "@/lib/domain/words/counterparts";
import { factKey } from "@/lib/domain/words/fact-address";
import { openDesk } from "../testing/desk-page";
import { cellAt } from "../testing/desk-report";
import { server, startServer } from "../testing/server";

beforeEach(startServer);

const own = "33333333-3333-4333-8333-333333333333";
const bureau = { id: "44444444-4444-4444-8444-444444444444", code: "201001", name: "区教育局本级", isOfYear: true };
const school = { id: "55555555-5555-4555-8555-555555555555", code: "301002", name: "实验小学", isOfYear: true };
const income = factKey("income", "2050202", "", "superiorSubsidy");
const place = { column: "superiorSubsidy", item: "2050202", party: bureau.id };
const amountBox = () => screen.getByRole("textbox", { name: /上级补助收入201001 区教育局本级金额$/ });
const paid = (amount: number) => ({ unitId: bureau.id, kind: "subsidy", direction: "paid", amount }) as const;

describe("counterparts at the desk", () => {
  it("are added with what is left of the amount, saved, and compared with the other side at once", async () => {
    const { person, checks } = openDesk({
      report: {
        cells: [cellAt(income, 50_000)],
        counterparts: { unitId: own, units: [bureau], stated: [paid(50_000)], settled: [] },
      },
    });
    expect(checks()).toHaveTextContent("没有写明往来单位");
    await person.click(screen.getByRole("button", { name: "添加一笔" }));
    await waitFor(() => expect(amountBox()).toHaveValue("500.00"));
    await waitFor(() => expect(server.saveCells).toHaveBeenCalledTimes(1));
    expect(server.saveCells.mock.calls[0]![0].edits).toMatchObject([
      { address: { sheet: "counterparts", row: `2050202.${bureau.id}`, fund: "", column: "superiorSubsidy" } },
    ]);
    expect(screen.getByText("1 笔，与本区单位的往来双方一致")).toBeVisible();
    await waitFor(() => expect(checks()).not.toHaveTextContent("往来"));
    await person.clear(amountBox());
    await person.type(amountBox(), "400{Enter}");
    await waitFor(() => expect(checks()).toHaveTextContent("相差 100.00 元"));
    expect(screen.getByRole("list", { name: "与对方不一致的往来" })).toHaveTextContent(
      "本单位上级补助收入 400.00 元，对方对附属单位补助支出 500.00 元",
    );
  });

  const named = [cellAt(income, 50_000), cellAt(counterpartKey(place), 50_000)];
  const context = { unitId: own, units: [bureau], stated: [], settled: [] };

  it("that the other side has in another year are not asked about", () => {
    const texts = [{ slot: counterpartSlot(place, "year"), text: "2023", revision: 1 }];
    const { checks } = openDesk({ report: { cells: named, counterparts: context, texts } });
    expect(checks()).not.toHaveTextContent("往来");
  });

  it("that the bureau has settled are shown with its document, and not asked about", () => {
    const pair = { payer: bureau.id, receiver: own, kind: "subsidy", paid: null, received: 50_000 } as const;
    const settled = [{ ...pair, document: "罗财〔2023〕7号" }];
    const { checks } = openDesk({ report: { cells: named, counterparts: { ...context, settled } } });
    expect(checks()).not.toHaveTextContent("相差");
    expect(screen.getByText("已认定（罗财〔2023〕7号）")).toBeInTheDocument();
  });

  it("of other departments are found by code or name; what is not found is said", async () => {
    server.findCounterparts.mockResolvedValueOnce({ ok: true, data: [] });
    server.findCounterparts.mockResolvedValueOnce({ ok: true, data: [school] });
    const { person } = openDesk({ report: { cells: [cellAt(income, 50_000)] } });
    await person.type(screen.getByRole("textbox", { name: "查找其他部门的单位" }), "小学{Enter}");
    expect(await screen.findByText(/没有找到编码或名称含“小学”/)).toBeVisible();
    await person.click(screen.getByRole("button", { name: "查找" }));
    const parties = screen.getByRole("combobox", { name: "往来单位" });
    await waitFor(() => expect(within(parties).getByRole("option", { name: "301002 实验小学" })).toBeInTheDocument());
    expect(parties).toHaveValue(school.id);
  });

  it("are nothing where no payment between units is entered or stated", () => {
    openDesk();
    expect(screen.queryByText("往来单位")).toBeNull();
  });
});
