import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it, vi } from "vitest";
import { DecideAdjustment } from "./decide-adjustment";

const { decide } = vi.hoisted(() => ({ decide: vi.fn() }));
vi.mock("@/lib/features/total-adjustments/actions", () => ({ decideAdjustmentAction: decide }));

beforeEach(() => {
  decide.mockReset().mockResolvedValue({ ok: true, data: undefined });
});

function show(part: Partial<Parameters<typeof DecideAdjustment>[0]>) {
  render(
    <DecideAdjustment
      adjustmentId="one"
      label="罗财库〔2022〕9号"
      state="proposed"
      isOwn={false}
      isWithdrawalAsked={false}
      {...part}
    />,
  );
  return screen.queryAllByRole("button").map(({ textContent }) => textContent);
}

it("approves only after it was asked", async () => {
  const user = userEvent.setup();
  expect(show({})).toEqual(["批准", "退回"]);
  await user.click(screen.getByRole("button", { name: "批准罗财库〔2022〕9号" }));
  expect(decide).not.toHaveBeenCalled();
  await user.click(within(screen.getByRole("dialog")).getByRole("button", { name: "批准" }));
  expect(decide).toHaveBeenCalledWith({ adjustmentId: "one", decision: "approved", reason: "" });
});

it("asks for a withdrawal with a reason, and never withdraws by itself", async () => {
  const user = userEvent.setup();
  expect(show({ state: "approved" })).toEqual(["申请撤销"]);
  await user.click(screen.getByRole("button", { name: /^申请撤销/ }));
  const dialog = within(screen.getByRole("dialog"));
  expect(dialog.getByRole("button", { name: "申请撤销" })).toBeDisabled();
  await user.type(dialog.getByLabelText("理由"), "科目有误。");
  await user.click(dialog.getByRole("button", { name: "申请撤销" }));
  expect(decide).toHaveBeenCalledWith({ adjustmentId: "one", decision: "withdrawalAsked", reason: "科目有误。" });
});

it("offers to each person what is theirs to decide", () => {
  expect(show({ isOwn: true })).toEqual(["撤回"]);
  document.body.innerHTML = "";
  expect(show({ state: "approved", isWithdrawalAsked: true })).toEqual(["确认撤销", "不同意撤销"]);
  document.body.innerHTML = "";
  expect(show({ state: "approved", isWithdrawalAsked: true, isOwn: true })).toEqual(["收回撤销申请"]);
});
