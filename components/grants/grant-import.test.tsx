import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { GrantDryRun } from "@/lib/features/grants/schema";
import { GrantImport } from "./grant-import";

const server = vi.hoisted(() => ({ read: vi.fn(), take: vi.fn(), refresh: vi.fn() }));
vi.mock("@/lib/features/grants/actions", () => ({
  readGrantStatementAction: server.read,
  takeGrantStatementAction: server.take,
}));
vi.mock("next/navigation", () => ({ useRouter: () => ({ refresh: server.refresh }) }));

const dryRun: GrantDryRun = {
  sheetName: "对账单",
  unit: "yuan",
  unitWords: ["元"],
  lines: 3,
  units: 2,
  total: 123_050,
  lastDigit: 0,
  rowsOfSums: 0,
  problems: [],
  asks: [],
  holds: 0,
  changes: [],
  changeCount: 0,
};

async function choose(answer: Partial<GrantDryRun>) {
  server.read.mockResolvedValue({ ok: true, data: { ...dryRun, ...answer } });
  const person = userEvent.setup();
  render(<GrantImport year={2021} />);
  await person.upload(screen.getByLabelText("对账单文件"), new File(["一"], "对账单.csv"));
  await screen.findByText(/2 个单位、/);
  return person;
}

beforeEach(() => {
  for (const mock of Object.values(server)) mock.mockReset();
  server.take.mockResolvedValue({ ok: true, data: { number: 1 } });
});

describe("loading a statement of grants", () => {
  it("shows what it would do, and takes it over with what was confirmed", async () => {
    const person = await choose({ asks: [{ ask: "doubles", details: ["第 3、4 行：区实验小学 2050202"] }] });
    const button = screen.getByRole("button", { name: "导入" });
    expect(screen.getByText(/合计 1,230.50 元/)).toBeVisible();
    expect(button).toBeDisabled();
    await person.click(screen.getByRole("checkbox", { name: /同一单位、资金和科目有几行/ }));
    await person.click(button);
    expect(server.take.mock.calls[0]![0]).toMatchObject({
      year: 2021,
      fileName: "对账单.csv",
      unit: null,
      replaces: 0,
      confirmed: ["doubles"],
    });
    await waitFor(() => expect(server.refresh).toHaveBeenCalled());
    expect(screen.queryByRole("button", { name: "导入" })).toBeNull();
  });

  it("asks for the unit of money where the file names none, and reads again with the one that is chosen", async () => {
    const person = await choose({ unit: null, unitWords: [] });
    expect(screen.getByRole("button", { name: "导入" })).toBeDisabled();
    await person.click(screen.getByRole("radio", { name: "万元" }));
    expect(server.read.mock.calls[1]![0]).toMatchObject({ unit: "wan" });
  });

  it("names what is wrong, and takes nothing", async () => {
    await choose({ problems: ["第 3 行：登记簿中没有单位“999”。"] });
    expect(screen.getByText("第 3 行：登记簿中没有单位“999”。")).toBeVisible();
    expect(screen.getByRole("button", { name: "导入" })).toBeDisabled();
  });

  it("shows the differences from the statement that holds, and why it was not taken", async () => {
    server.take.mockResolvedValue({ ok: false, reasons: ["他人刚刚导入了本年度的对账单，请刷新后核对差异再导入。"] });
    const change = {
      fund: "generalPublicBudget",
      item: "2050202",
      unitCode: "201001",
      unitName: "区实验小学",
    } as const;
    const person = await choose({ holds: 1, changeCount: 1, changes: [{ ...change, before: null, after: 700 }] });
    expect(screen.getByText(/1 处不同/)).toBeVisible();
    expect(screen.getByRole("row", { name: /区实验小学.+无 7\.00/ })).toBeVisible();
    await person.click(screen.getByRole("button", { name: "导入，替换现有对账单" }));
    expect(await screen.findByText(/他人刚刚导入/)).toBeVisible();
  });

  it("says why a file cannot be read", async () => {
    server.read.mockResolvedValue({ ok: false, reasons: ["没有找到对账单。"] });
    const person = userEvent.setup();
    render(<GrantImport year={2021} />);
    await person.upload(screen.getByLabelText("对账单文件"), new File(["一"], "a.csv"));
    expect(await screen.findByText("没有找到对账单。")).toBeVisible();
  });
});
