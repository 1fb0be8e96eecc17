import { fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { formatOf } from "@/lib/domain/formats/format-of";
import { createReportModel } from "@/lib/domain/report/open-report";
import { cataloguesOf } from "@/lib/domain/testing/catalogues";
import { factKey, type FactKey } from "@/lib/domain/words/fact-address";
import { EntryGrid } from "./entry-grid";
import { gridOf, gridRowsOf } from "./grid-layout";

vi.mock("@/lib/features/ledger-import/actions", () => ({ readLedgerAction: vi.fn(), rememberMappingAction: vi.fn() }));

const income = formatOf("fy2022").sheets.find("income")!;
const key = (row: string, column = "generalPublicBudget") => factKey("income", row, "", column);
const [wages, office, services] = [key("2010301"), key("2010302"), key("2010303")];

/** The sheet of income with three subjects (1,000, 500 and 300 yuan), the last one locked. */
function grid({ isEditable = true } = {}) {
  const amounts = new Map<FactKey, number>([
    [wages, 100_000],
    [office, 50_000],
    [services, 30_000],
  ]);
  const model = createReportModel({
    identity: { unitName: "测试单位", unitKind: "administrative", year: 2022, tableSetId: "fy2022" },
    ...cataloguesOf(2022),
    facts: { amounts, texts: new Map() },
    priorYear: null,
  });
  const on = {
    onUndo: vi.fn(),
    onRedo: vi.fn(),
    onType: vi.fn(),
    onUnchanged: vi.fn(),
    onChange: vi.fn((changes: readonly { key: FactKey; input: string }[]) =>
      model.setAmounts(
        changes.map((each) => [
          each.key,
          each.input === "" ? null : Math.round(Number(each.input.replaceAll(",", "")) * 100),
        ]),
      ),
    ),
    onVisit: vi.fn(),
    onShow: vi.fn(),
    onRecord: vi.fn(),
    onFound: vi.fn(),
    onAddRow: vi.fn(),
  };
  const layout = gridOf(model, income, "", gridRowsOf(model, income, ""), []);
  render(
    <EntryGrid
      title="收入"
      layout={layout}
      model={model}
      unit="yuan"
      showsPrior={false}
      showsChange={false}
      reasonPercent={30}
      invalid={new Map()}
      locked={new Set([services])}
      remarks={new Map([[office, "有1条意见未了结"]])}
      isEditable={isEditable}
      formal={null}
      canUndo={false}
      canRedo={false}
      sought={null}
      {...on}
    />,
  );
  return {
    on,
    person: userEvent.setup(),
    cell: (of: FactKey) => document.querySelector<HTMLInputElement>(`input[data-key="${of}"]`)!,
    locked: () => within(screen.getByRole("row", { name: /2010303/ })).getByRole("gridcell", { name: /锁定/ }),
  };
}

function paste(text: string): void {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  const event = new Event("paste", { bubbles: true, cancelable: true });
  Object.assign(event, { clipboardData });
  fireEvent(document.activeElement!, event);
}

describe("a cell of the entry grid", () => {
  it("takes what is typed over what stands there, and goes on with Enter", async () => {
    const { person, cell, on } = grid();
    await person.click(cell(wages));
    await person.keyboard("12");
    expect(on.onType).toHaveBeenLastCalledWith(wages, "12");
    expect(on.onChange).not.toHaveBeenCalled();
    await person.keyboard("{Enter}");
    expect(on.onChange).toHaveBeenCalledExactlyOnceWith([{ key: wages, before: "1,000.00", input: "12" }], "typed");
    expect(cell(office)).toHaveFocus();
  });

  it("is as it was after Escape", async () => {
    const { person, cell, on } = grid();
    await person.click(cell(wages));
    await person.keyboard("12{Escape}");
    expect(cell(wages)).toHaveValue("1,000.00");
    expect(on.onUnchanged).toHaveBeenCalled();
    expect(on.onChange).not.toHaveBeenCalled();
  });

  it("is reached with the arrows, and the caret moves in it after F2", async () => {
    const { person, cell } = grid();
    await person.click(cell(wages));
    await person.keyboard("{ArrowDown}");
    expect(cell(office)).toHaveFocus();
    await person.keyboard("{F2}{ArrowLeft}");
    expect(cell(office)).toHaveFocus();
    await person.keyboard("{Enter}{ArrowUp}{ArrowUp}");
    expect(cell(wages)).toHaveFocus();
    await person.keyboard("{ArrowRight}");
    expect(document.activeElement!.closest("tr")).toBe(cell(wages).closest("tr"));
    expect(cell(wages)).not.toHaveFocus();
  });

  it("is cleared with Delete, alone or with those that are selected with it", async () => {
    const { person, cell, on } = grid();
    await person.click(cell(wages));
    await person.keyboard("{Shift>}{ArrowDown}{/Shift}{Delete}");
    expect(on.onChange).toHaveBeenCalledExactlyOnceWith(
      [
        { key: wages, before: "1,000.00", input: "" },
        { key: office, before: "500.00", input: "" },
      ],
      "clear",
    );
  });

  it("says what is wrong with an input that is no amount once it is left", async () => {
    const { person, cell } = grid();
    await person.click(cell(wages));
    await person.keyboard("一千");
    expect(cell(wages)).toHaveAttribute("aria-invalid", "true");
    const said = () => document.getElementById(`problem-${wages}`);
    expect(said()).toBeNull();
    await person.keyboard("{Enter}");
    expect(said()).toHaveTextContent(/\S/);
    expect(cell(wages)).toHaveAttribute("aria-describedby", `problem-${wages}`);
  });

  it("tells what is open about it", () => {
    const { cell } = grid();
    expect(cell(office)).toHaveAccessibleName(/有1条意见未了结/);
    expect(cell(wages)).not.toHaveAccessibleName(/意见/);
  });

  it("asks for its history and comments with Shift+F2", async () => {
    const { person, cell, on } = grid();
    await person.click(cell(wages));
    await person.keyboard("{Shift>}{F2}{/Shift}");
    expect(on.onRecord).toHaveBeenCalledExactlyOnceWith({ kind: "fact", key: wages });
  });
});

describe("a cell that takes nothing", () => {
  it("says so where it is locked, with what was typed at it", async () => {
    const { person, locked, on } = grid();
    locked().focus();
    await person.keyboard("12");
    expect(screen.getByText("此单元格已锁定，不能填写；键入的“12”没有填入。")).toBeInTheDocument();
    expect(on.onType).not.toHaveBeenCalled();
  });

  it("shows where it comes from where the system computes it", async () => {
    const { person, on } = grid();
    await person.click(screen.getAllByRole("button", { name: /由系统计算，查看来源/ })[0]!);
    expect(on.onShow).toHaveBeenCalledTimes(1);
  });

  it("is every cell of a report that may not be edited", () => {
    grid({ isEditable: false });
    expect(document.querySelector("input[data-key]")).toBeNull();
    expect(screen.getByRole("grid", { name: "收入" })).toHaveAttribute("aria-readonly", "true");
  });
});

describe("a paste", () => {
  it("of one figure is as if it were typed", async () => {
    const { person, cell, on } = grid();
    await person.click(cell(wages));
    await person.paste("1234.5");
    expect(cell(wages)).toHaveValue("1234.5");
    await person.keyboard("{Enter}");
    expect(on.onChange.mock.calls[0]![0]).toEqual([{ key: wages, before: "1,000.00", input: "1234.5" }]);
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("of several is shown before it is taken, and is nothing when it is given up", async () => {
    const { person, cell, on } = grid();
    await person.click(cell(wages));
    paste("1234.5\r\n600");
    const dialog = await screen.findByRole("dialog", { name: "粘贴" });
    expect(dialog).toHaveTextContent("1,234.50");
    await person.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(on.onChange).not.toHaveBeenCalled();
  });

  it("never changes a locked cell", async () => {
    const { person, cell, on } = grid();
    await person.click(cell(office));
    paste("600\r\n700");
    await person.click(await screen.findByRole("button", { name: "粘贴 1 个单元格" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    for (const [changes] of on.onChange.mock.calls) expect(changes.map((each) => each.key)).not.toContain(services);
  });
});
