import "../testing/actions";
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import { factKey } from "@/lib/domain/words/fact-address";
import { adjustmentKey, adjustmentSlot } from "@/lib/domain/words/opening-adjustments";
import { openDesk } from "../testing/desk-page";
import { cellAt } from "../testing/desk-report";
import { server, startServer } from "../testing/server";

beforeEach(startServer);

const general = { fund: "generalPublicBudget", row: "generalPublicBudget", kind: "errorCorrection" } as const;
const opening = factKey("balance", "generalPublicBudget", "generalPublicBudget", "opening");
const locked = {
  cells: [cellAt(opening, 2_000, { isLocked: true })],
  priorAmounts: [[factKey("income", "2010301", "", "generalPublicBudget"), 2_000]] as [typeof opening, number][],
};
const viewOfBalances = () => screen.getByRole("navigation").querySelector('[aria-current="true"]');
const amountBox = () => screen.getByRole("textbox", { name: "一般公共预算财政拨款会计差错更正金额" });

async function add(person: ReturnType<typeof openDesk>["person"], kind: string): Promise<void> {
  await person.selectOptions(screen.getByRole("combobox", { name: "类别" }), kind);
  await person.click(screen.getByRole("button", { name: "添加一笔" }));
}

describe("adjustments of the opening balances", () => {
  it("move an opening that follows last year, and are saved cell by cell with their document", async () => {
    const { person } = openDesk({ report: locked, view: "balance" });
    await add(person, "会计差错更正");
    await person.type(amountBox(), "5.5{Enter}");
    await waitFor(() => expect(server.saveCells).toHaveBeenCalledTimes(1));
    expect(server.saveCells.mock.calls[0]![0].edits).toMatchObject([
      { address: { sheet: "openingAdjustments", row: "generalPublicBudget", column: "errorCorrection" }, input: "5.5" },
    ]);
    await waitFor(() =>
      expect(screen.getByRole("list", { name: "调整前后" })).toHaveTextContent(
        "一般公共预算财政拨款：上年年末 20.00 元，调整 5.50 元，年初 25.50 元",
      ),
    );
    await person.type(screen.getByRole("textbox", { name: "一般公共预算财政拨款会计差错更正文件日期" }), "2022-3-1");
    await person.tab();
    await waitFor(() =>
      expect(server.saveTexts.mock.calls.flatMap(([{ edits }]) => edits)).toContainEqual(
        expect.objectContaining({ slot: adjustmentSlot(general, "date"), text: "2022年3月1日" }),
      ),
    );
  });

  it.each([
    ["1e9", /科学计数法/],
    ["=1+1", /不是数字/],
    ["12345678901234567", /金额过大/],
  ])(
    "say at the field why %s is no amount, and the sheet is not filled in while it stands",
    async (input, sentence) => {
      const { person } = openDesk({ report: locked, view: "balance" });
      await add(person, "会计差错更正");
      await person.type(amountBox(), `${input}{Enter}`);
      await waitFor(() => expect(amountBox()).toHaveAccessibleDescription(sentence));
      expect(screen.getByText(sentence)).toBeVisible();
      expect(viewOfBalances()).toHaveTextContent("有误");
      await person.clear(amountBox());
      await person.type(amountBox(), "5{Enter}");
      await waitFor(() => expect(amountBox()).not.toHaveAccessibleDescription());
      expect(viewOfBalances()).not.toHaveTextContent("有误");
    },
  );

  it("are several of a kind; removing one takes its amount and texts, and the opening goes back", async () => {
    const { person } = openDesk({
      report: {
        ...locked,
        cells: [cellAt(opening, 2_550, { isLocked: true }), cellAt(adjustmentKey(general), 550)],
        texts: [{ slot: adjustmentSlot(general, "document"), text: "罗财库〔2022〕3号", revision: 1 }],
      },
      view: "balance",
    });
    await add(person, "会计差错更正");
    const second = screen.getByRole("textbox", { name: "一般公共预算财政拨款会计差错更正（第2笔）金额" });
    await person.type(second, "-1{Enter}");
    await waitFor(() =>
      expect(screen.getByRole("list", { name: "调整前后" })).toHaveTextContent("调整 4.50 元，年初 24.50 元"),
    );
    await waitFor(() => expect(server.saveCells).toHaveBeenCalledTimes(1));
    expect(server.saveCells.mock.calls[0]![0].edits).toMatchObject([{ address: { column: "errorCorrection.2" } }]);
    await person.click(screen.getByRole("button", { name: "删除一般公共预算财政拨款会计差错更正（第2笔）" }));
    await waitFor(() => expect(server.saveCells).toHaveBeenCalledTimes(2));
    await person.click(screen.getByRole("button", { name: "删除一般公共预算财政拨款会计差错更正" }));
    await waitFor(() => expect(screen.queryByRole("list", { name: "调整前后" })).toBeNull());
    await waitFor(() => expect(server.saveCells).toHaveBeenCalledTimes(3));
    expect(server.saveCells.mock.calls.at(-1)![0]).toMatchObject({ how: "clear", edits: [{ input: "" }] });
    await waitFor(() => expect(server.saveTexts.mock.calls[0]![0].edits).toMatchObject([{ text: "" }]));
    await add(person, "归集调入");
    expect(screen.getByRole("textbox", { name: "一般公共预算财政拨款归集调入金额" })).toHaveValue("");
  });

  it("are taken from a worksheet by paste, and what cannot be read is named", async () => {
    openDesk({ report: locked, view: "balance" });
    const rows = [
      "一般公共预算财政拨款\t会计差错更正\t5.5\t罗财库〔2022〕3号\t2022/3/1\t更正",
      "一般公共预算财政拨款\t其他\t1",
    ];
    fireEvent.paste(screen.getByRole("combobox", { name: "类别" }), {
      clipboardData: { getData: () => rows.join("\n") },
    });
    await waitFor(() => expect(amountBox()).toHaveValue("5.50"));
    expect(within(screen.getByRole("alert")).getByText(/第 2 行：类别“其他”不是/)).toBeVisible();
    await waitFor(() => expect(server.saveCells.mock.calls[0]![0]).toMatchObject({ how: "paste" }));
  });

  it("that an event of the register brings are nobody's to change; nothing is offered in a report that is not", () => {
    const taken = adjustmentKey({ ...general, kind: "transferIn" });
    openDesk({
      report: {
        ...locked,
        cells: [...locked.cells, cellAt(taken, 700, { isLocked: true })],
        texts: (["document", "date"] as const).map((part) => ({
          slot: adjustmentSlot({ ...general, kind: "transferIn" }, part),
          text: "2021年3月1日",
          revision: 1,
        })),
      },
      view: "balance",
    });
    expect(screen.getByText("随单位变动")).toBeVisible();
    expect(screen.queryByRole("button", { name: /^删除一般公共预算财政拨款归集调入/ })).toBeNull();
    const box = (part: string) => screen.getByRole("textbox", { name: `一般公共预算财政拨款归集调入${part}` });
    for (const part of ["金额", "文号", "文件日期"]) expect(box(part)).toHaveAttribute("readonly");
    // Words that the event has not are the unit's.
    expect(box("说明")).not.toHaveAttribute("readonly");
  });

  it("are read only where the report is", () => {
    openDesk({ report: { ...locked, isEditable: false }, view: "balance" });
    expect(screen.queryByRole("button", { name: "添加一笔" })).toBeNull();
  });
});
