import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { RuleOfYear, RuleSwitch } from "@/lib/domain/checks/rule-switches";
import type { SwitchesEffect } from "@/lib/features/rule-switches/schema";
import { RuleSwitchesForm } from "./rule-switches-form";

const { preview, save } = vi.hoisted(() => ({ preview: vi.fn(), save: vi.fn() }));
vi.mock("@/lib/features/rule-switches/actions", () => ({
  previewRuleSwitchesAction: preview,
  saveRuleSwitchesAction: save,
}));
vi.mock("next/navigation", () => ({ useRouter: () => ({ refresh: () => undefined }) }));

const rules: RuleOfYear[] = [
  { id: "V-10", title: "支出与预算的差异", ruleClass: "verification", severity: "explain", changes: ["off", "hint"] },
  { id: "V-42", title: "不比较的预算列", ruleClass: "verification", severity: "hint", changes: ["off", "explain"] },
];
const effect: SwitchesEffect = {
  reports: 3,
  decided: 1,
  units: [
    {
      name: "区教育局",
      status: "drafting",
      coming: [],
      going: ["V-10", "V-10"],
      weighed: [],
      asked: [],
      released: ["V-10"],
    },
    {
      name: "区档案中心",
      status: "submitted",
      coming: [],
      going: [],
      weighed: ["V-42"],
      asked: ["V-42"],
      released: [],
    },
  ],
};
const nothing = { offered: [], lapsed: [] };

beforeEach(() => {
  preview.mockReset().mockResolvedValue({ ok: true, data: effect });
  save.mockReset().mockResolvedValue({ ok: true, data: undefined });
});

function opened(props: Partial<Parameters<typeof RuleSwitchesForm>[0]> = {}) {
  render(
    <RuleSwitchesForm fiscalYearId="y1" rules={rules} stored={[]} ofLastYear={nothing} isClosed={false} {...props} />,
  );
  return userEvent.setup();
}

describe("the rules of a year", () => {
  it("offer each rule only what it allows, and are saved after their effect was shown", async () => {
    const person = opened();
    const select = screen.getByLabelText("V-10 本年度的处理");
    expect(
      within(select)
        .getAllByRole("option")
        .map(({ textContent }) => textContent),
    ).toEqual(["照常（需要说明）", "停用", "改为“提示”"]);
    await person.selectOptions(select, "停用");
    await person.click(screen.getByRole("button", { name: "查看影响" }));
    expect(screen.getByText("请写明原因。")).toBeInTheDocument();
    expect(preview).not.toHaveBeenCalled();

    await person.type(screen.getByLabelText("V-10 的原因"), "已由财政局核实");
    await person.click(screen.getByRole("button", { name: "查看影响" }));
    const switches = [{ ruleId: "V-10", change: "off", reason: "已由财政局核实" }];
    expect(preview).toHaveBeenCalledWith({ fiscalYearId: "y1", known: [], switches });
    const shown = within(screen.getByRole("region", { name: "影响" }));
    expect(
      shown.getByText(
        "核对了 3 份未批复的决算，其中 2 份有变化：消除 2 条，新增 0 条，改变处理 1 条；须说明而单位尚未说明的增加 1 条，减少 1 条。",
      ),
    ).toBeInTheDocument();
    expect(shown.getByText(/其中 1 份已经上报，不因此退回/)).toBeInTheDocument();
    expect(shown.getByText(/已批复、已公开的 1 份按批复时的规则，不受影响/)).toBeInTheDocument();
    expect(shown.getByText("V-10 × 2")).toBeInTheDocument();
    expect(save).not.toHaveBeenCalled();

    // Something else needs another look.
    await person.type(screen.getByLabelText("V-10 的原因"), "。");
    expect(screen.queryByRole("button", { name: "保存" })).not.toBeInTheDocument();
    await person.click(screen.getByRole("button", { name: "查看影响" }));
    await person.click(screen.getByRole("button", { name: "保存" }));
    expect(save).toHaveBeenCalledWith({
      fiscalYearId: "y1",
      known: [],
      switches: [{ ruleId: "V-10", change: "off", reason: "已由财政局核实。" }],
    });
  });

  it("keep what was typed when the server refuses it", async () => {
    preview.mockResolvedValue({ ok: false, reasons: ["他人刚刚调整了本年度的审核规则，请刷新后核对再保存。"] });
    const person = opened();
    await person.selectOptions(screen.getByLabelText("V-42 本年度的处理"), "改为“需要说明”");
    await person.type(screen.getByLabelText("V-42 的原因"), "两列预算须说明");
    await person.click(screen.getByRole("button", { name: "查看影响" }));
    expect(screen.getByText(/他人刚刚调整/)).toBeInTheDocument();
    expect(screen.getByLabelText("V-42 的原因")).toHaveValue("两列预算须说明");
  });

  it("are found by number and words; what was changed stays changed while it is filtered away", async () => {
    const stored = [{ ruleId: "V-10", change: "off", reason: "已核实" }] as const;
    const person = opened({ stored });
    await person.type(screen.getByLabelText("编号或文字"), "不比较");
    expect(screen.queryByLabelText("V-10 本年度的处理")).not.toBeInTheDocument();
    await person.clear(screen.getByLabelText("编号或文字"));
    await person.click(screen.getByLabelText(/只看调整的（1 条）/));
    expect(screen.queryByLabelText("V-42 本年度的处理")).not.toBeInTheDocument();
    await person.selectOptions(screen.getByLabelText("V-10 本年度的处理"), "改为“提示”");
    expect(screen.getByLabelText("V-10 的原因")).toHaveValue("已核实");
    await person.click(screen.getByLabelText(/只看调整的（1 条）/));
    await person.selectOptions(screen.getByLabelText("V-10 本年度的处理"), "照常（需要说明）");
    await person.selectOptions(screen.getByLabelText("V-10 本年度的处理"), "停用");
    expect(screen.getByLabelText("V-10 的原因")).toHaveValue("已核实");
  });

  it("of last year are offered with their reasons, and taken over only on demand", async () => {
    const offered = [{ ruleId: "V-10", change: "off", reason: "上年已核实" }] as const;
    const lapsed = [{ ruleId: "V-99", change: "off", reason: "旧规则" }] as const;
    const person = opened({ ofLastYear: { offered, lapsed } });
    expect(screen.getByText(/V-10 停用（上年已核实）/)).toBeInTheDocument();
    expect(screen.getByText(/V-99 在本年度不适用/)).toBeInTheDocument();
    expect(screen.getByLabelText("V-10 本年度的处理")).toHaveValue("");
    await person.click(screen.getByRole("button", { name: "沿用上年度的 1 条" }));
    expect(screen.getByLabelText("V-10 本年度的处理")).toHaveValue("off");
    expect(screen.getByLabelText("V-10 的原因")).toHaveValue("上年已核实");
    expect(save).not.toHaveBeenCalled();
  });

  it("of a closed year can only be read", () => {
    opened({ isClosed: true, stored: [{ ruleId: "V-10", change: "off", reason: "已核实" }] });
    expect(screen.getByLabelText("V-10 本年度的处理")).toBeDisabled();
    expect(screen.queryByRole("button", { name: "查看影响" })).not.toBeInTheDocument();
  });

  it("start from what was seen, not from a page made anew behind them", async () => {
    const form = (stored: RuleSwitch[]) => (
      <RuleSwitchesForm fiscalYearId="y1" rules={rules} stored={stored} ofLastYear={nothing} isClosed={false} />
    );
    const { rerender } = render(form([]));
    const person = userEvent.setup();
    rerender(form([{ ruleId: "V-42", change: "off", reason: "别人停用的。" }]));
    await person.selectOptions(screen.getByLabelText("V-10 本年度的处理"), "停用");
    await person.type(screen.getByLabelText("V-10 的原因"), "今年不比。");
    await person.click(screen.getByRole("button", { name: "查看影响" }));
    await person.click(await screen.findByRole("button", { name: "保存" }));
    expect(save.mock.lastCall![0]).toMatchObject({ known: [] });
    // What this person has saved is what is known from then on.
    await person.selectOptions(screen.getByLabelText("V-10 本年度的处理"), "改为“提示”");
    await person.click(screen.getByRole("button", { name: "查看影响" }));
    await person.click(await screen.findByRole("button", { name: "保存" }));
    expect(save.mock.lastCall![0]).toMatchObject({ known: [{ ruleId: "V-10", change: "off", reason: "今年不比。" }] });
  });
});
