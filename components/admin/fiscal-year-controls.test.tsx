import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it, vi } from "vitest";
import { FiscalYearControls } from "./fiscal-year-controls";

const server = vi.hoisted(() => ({ update: vi.fn() }));
vi.mock("@/lib/features/fiscal-years/actions", () => ({
  setFiscalYearStageAction: vi.fn(),
  updateFiscalYearAction: server.update,
}));

const seen = { tableSetId: "fy2022", opensAt: "2023-01-01", deadline: "2023-03-31" };
const fiscalYear = { id: "0190b5a0-0000-7000-8000-000000000001", year: 2022, stage: "open" as const, ...seen };
const meanwhile = {
  by: "赵宏",
  at: new Date("2022-12-01T09:00:00+08:00"),
  changes: ["上报截止日期由 2023-03-31 改为 2023-04-15"],
  state: { ...seen, deadline: "2023-04-15" },
};
const past = "截止日期2023-02-28已经过去，尚未上报的单位将全部列为逾期。";

beforeEach(() => {
  server.update.mockReset();
  server.update.mockResolvedValueOnce({ ok: true, data: { questions: [past], meanwhile: null } });
  server.update.mockResolvedValueOnce({ ok: true, data: { questions: [], meanwhile } });
  server.update.mockResolvedValue({ ok: true, data: { questions: [], meanwhile: null } });
});

async function changedMeanwhile() {
  const person = userEvent.setup();
  const { rerender } = render(<FiscalYearControls fiscalYear={fiscalYear} regionCode="37" />);
  await person.click(screen.getByRole("button", { name: "修改2022年度" }));
  const deadline = screen.getByLabelText("上报截止日期");
  await person.clear(deadline);
  await person.type(deadline, "2023-02-28");
  const save = () => person.click(screen.getByRole("button", { name: "保存" }));
  await save();
  expect(await screen.findByText(past)).toBeVisible();
  // The page is made anew behind the dialog, with what somebody else has saved: what was seen stays what was seen.
  rerender(<FiscalYearControls fiscalYear={{ ...fiscalYear, ...meanwhile.state }} regionCode="37" />);
  await save();
  expect(server.update.mock.calls[1]![0]).toMatchObject({ deadline: "2023-02-28", confirmed: [past], known: seen });
  return { person, save, deadline };
}

it("tells who changed the year meanwhile and what, keeps what is typed, and saves it when asked again", async () => {
  const { save, deadline } = await changedMeanwhile();
  expect(await screen.findByText(/赵宏于 2022\/12\/01 09:00 修改了2022年度/)).toBeVisible();
  expect(screen.getByText("上报截止日期由 2023-03-31 改为 2023-04-15")).toBeVisible();
  expect(deadline).toHaveValue("2023-02-28");
  await save();
  expect(server.update.mock.calls[2]![0]).toMatchObject({ deadline: "2023-02-28", known: meanwhile.state });
  expect(screen.queryByRole("dialog")).toBeNull();
});

it("gives up what is typed for what is saved, when somebody says so", async () => {
  const { person, deadline } = await changedMeanwhile();
  await person.click(await screen.findByRole("button", { name: "改用已保存的内容" }));
  expect(deadline).toHaveValue("2023-04-15");
  expect(screen.queryByText(/修改了2022年度/)).toBeNull();
  // What was asked of the dates that were given up is not answered for those that are saved.
  expect(screen.queryByText(past)).toBeNull();
});
