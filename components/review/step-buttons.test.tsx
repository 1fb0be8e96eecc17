import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { StepButtons, type OfferedStep } from "./step-buttons";

const { take } = vi.hoisted(() => ({ take: vi.fn() }));
vi.mock("@/lib/features/report-steps/actions", () => ({ transitionAction: take }));

const offer = (step: OfferedStep["step"], more: Partial<OfferedStep> = {}): OfferedStep => ({
  step,
  obstacles: [],
  toConfirm: [],
  named: [],
  refused: [],
  fallen: [],
  ...more,
});
const show = (...steps: OfferedStep[]) =>
  render(<StepButtons versionId="version" revision={7} unitName="甲单位" scope="unit" year={2021} steps={steps} />);
const showOfDepartment = (...steps: OfferedStep[]) =>
  render(<StepButtons versionId="version" revision={7} unitName="甲局" scope="department" year={2021} steps={steps} />);
const button = (name: string) => screen.getByRole("button", { name });

beforeEach(() => {
  take.mockReset().mockResolvedValue({ ok: true, data: { versionId: "version", status: "approved" } });
});

describe("the approval of a report", () => {
  it("names everything open one by one, asks for it, and sends what was confirmed", async () => {
    const person = userEvent.setup();
    show(
      offer("approve", {
        toConfirm: [
          { kind: "unjudgedExplanation", id: "V-15@x", label: "V-15 “三公”经费比上年增长" },
          { kind: "openComment", id: "c1", label: "公开03表 行政运行：请核对。" },
        ],
        named: [{ kind: "congressUndecided", id: "2021" }],
      }),
    );
    await person.click(button("批复"));
    const dialog = within(screen.getByRole("dialog"));
    expect(dialog.getByText("V-15 “三公”经费比上年增长")).toBeVisible();
    expect(dialog.getByText("公开03表 行政运行：请核对。")).toBeVisible();
    expect(dialog.getByText(/1项人大批准没有登记。不影响办理/)).toBeVisible();
    expect(dialog.getByRole("button", { name: "确认批复" })).toBeDisabled();
    await person.click(dialog.getByRole("checkbox"));
    await person.click(dialog.getByRole("button", { name: "确认批复" }));
    expect(take.mock.calls[0]![0]).toEqual({
      versionId: "version",
      revision: 7,
      step: "approve",
      confirmed: [
        { kind: "unjudgedExplanation", id: "V-15@x" },
        { kind: "openComment", id: "c1" },
      ],
    });
  });

  it("names what has changed since the person looked at it", async () => {
    const person = userEvent.setup();
    show(offer("approve", { fallen: ["收入决算表", "核实说明"] }));
    await person.click(button("批复"));
    expect(
      within(screen.getByRole("dialog")).getByText("您看过之后又有改动的部分：收入决算表、核实说明。"),
    ).toBeVisible();
  });

  it("is kept back by each refused explanation, by name", () => {
    show(
      offer("approve", {
        obstacles: ["有1条核实说明未被审核人认可，不能批复，请退回单位修改。"],
        refused: ["V-10 预算执行率低于80%"],
      }),
    );
    expect(button("批复")).toBeDisabled();
    expect(screen.getByText("未被认可的说明：V-10 预算执行率低于80%")).toBeVisible();
  });

  it("is withdrawn with a reason only, after what follows from it was said", async () => {
    const person = userEvent.setup();
    show(offer("withdrawApproval"));
    await person.click(button("撤销批复"));
    const dialog = within(screen.getByRole("dialog"));
    expect(dialog.getByText(/撤销后报告回到审核中.*已经公开的报告不能撤销批复，只能更正/)).toBeVisible();
    await person.click(dialog.getByRole("button", { name: "确认撤销批复" }));
    expect(dialog.getByText("撤销批复须填写原因。")).toBeVisible();
    expect(take).not.toHaveBeenCalled();
    await person.type(dialog.getByRole("textbox"), "误批");
    await person.click(dialog.getByRole("button", { name: "确认撤销批复" }));
    expect(take.mock.calls[0]![0]).toMatchObject({ step: "withdrawApproval", reason: "误批" });
  });

  it("of a department is of its 部门决算, and speaks of the department", async () => {
    const person = userEvent.setup();
    showOfDepartment(offer("approve"), offer("sendBack"));
    await person.click(button("批复"));
    expect(screen.getByRole("dialog", { name: "批复：甲局2021年度部门决算" })).toBeVisible();
    await person.keyboard("{Escape}");
    await person.click(button("退回"));
    expect(screen.getByText("退回后由部门修改并重新上报，退回原因部门可见。")).toBeVisible();
  });

  it("marks the reason that is missing", async () => {
    const person = userEvent.setup();
    show(offer("sendBack"));
    await person.click(button("退回"));
    await person.click(button("确认退回"));
    const reason = screen.getByRole("textbox");
    expect(reason).toBeInvalid();
    expect(reason).toHaveFocus();
  });
});
