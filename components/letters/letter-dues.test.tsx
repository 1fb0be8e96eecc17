import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { LetterDue } from "@/lib/domain/decision/letter/letter-dues";
import type { RecordedDueEvent } from "@/lib/features/letter-dues/data";
import { LetterDues } from "./letter-dues";

const { record } = vi.hoisted(() => ({ record: vi.fn() }));
vi.mock("@/lib/features/letter-dues/actions", () => ({ recordDueEventAction: record }));
vi.mock("next/navigation", () => ({ useRouter: () => ({ refresh: vi.fn(), push: vi.fn() }) }));

const late: LetterDue<RecordedDueEvent> = {
  part: "problem",
  position: 1,
  text: "固定资产入账不及时。",
  issuedDueOn: "2022-09-30",
  dueOn: "2022-10-31",
  settledOn: null,
  events: [
    {
      part: "problem",
      position: 1,
      kind: "extended",
      on: "2022-10-31",
      reason: "资产清查尚未结束",
      by: "刘敏",
      at: "2022-09-28T02:00:00.000Z",
    },
  ],
};
const settled: LetterDue<RecordedDueEvent> = {
  ...late,
  part: "requirement",
  position: 0,
  text: "公开部门决算。",
  issuedDueOn: "2022-07-28",
  dueOn: "2022-07-28",
  settledOn: "2022-07-20",
  events: [],
};
const show = (mayRecord: boolean) =>
  render(
    <LetterDues letterId="l" dues={[settled, late]} mayRecord={mayRecord} signedOn="2022-07-08" today="2022-11-08" />,
  );

beforeEach(() => {
  record.mockReset().mockResolvedValue({ ok: true, data: undefined });
});

describe("what a letter asks for by a day", () => {
  it("says until when, what became of it, and why it was given more time", () => {
    show(false);
    expect(screen.getByRole("heading", { name: "有期限的要求（1/2 已办结）" })).toBeVisible();
    const [first, second] = screen.getAllByRole("listitem");
    expect(first).toHaveTextContent("落实批复要求：公开部门决算。已于2022年7月20日办结，期限2022年7月28日");
    expect(second).toHaveTextContent("已逾期，期限2022年10月31日（原定2022年9月30日）");
    expect(second).toHaveTextContent("刘敏：延期至2022年10月31日，资产清查尚未结束");
    expect(screen.queryByRole("button")).toBeNull();
  });

  it("is given more time from today on, with a reason; a refusal stands in the dialog", async () => {
    const person = userEvent.setup();
    record.mockResolvedValueOnce({ ok: false, reasons: ["延期后的期限须晚于现在的期限（2022年10月31日）。"] });
    show(true);
    expect(screen.getAllByRole("button", { name: "登记办结" })).toHaveLength(1);
    await person.click(screen.getByRole("button", { name: "延期" }));
    const dialog = within(screen.getByRole("dialog", { name: "延期" }));
    const day = dialog.getByLabelText("延期至");
    expect(day).toHaveAttribute("min", "2022-11-08");
    await person.type(day, "2022-12-31");
    expect(dialog.getByRole("button", { name: "确认延期" })).toBeDisabled();
    await person.type(dialog.getByRole("textbox", { name: "延期的理由" }), "等待评估");
    await person.click(dialog.getByRole("button", { name: "确认延期" }));
    expect(record).toHaveBeenCalledWith({
      letterId: "l",
      part: "problem",
      position: 1,
      kind: "extended",
      on: "2022-12-31",
      reason: "等待评估",
    });
    expect(dialog.getByText(/须晚于现在的期限/)).toBeVisible();
    expect(dialog.getByRole("textbox", { name: "延期的理由" })).toHaveValue("等待评估");
  });
});
