import { fireEvent, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { initialRuleOf } from "@/lib/domain/decision/decision-rule";
import { dueCounts, dueList } from "@/lib/domain/decision/due-list";
import { CongressControl } from "./congress-control";
import { DueTable } from "./due-table";
import { OwnDaysControl } from "./own-days-control";
import { RuleControl } from "./rule-control";

const { record, save, add, remove } = vi.hoisted(() => ({
  record: vi.fn(),
  save: vi.fn(),
  add: vi.fn(),
  remove: vi.fn(),
}));
vi.mock("@/lib/features/congress-approvals/actions", () => ({ recordCongressApprovalAction: record }));
vi.mock("@/lib/features/decision-rules/actions", () => ({
  saveDecisionRuleAction: save,
  addOwnDaysAction: add,
  removeOwnDayAction: remove,
}));

const fiscalYearId = "019a0000-0000-7000-8000-000000000000";
const dialog = () => within(screen.getByRole("dialog"));

beforeEach(() => {
  for (const action of [record, save, add, remove]) action.mockReset().mockResolvedValue({ ok: true, data: undefined });
});

describe("the decision of the congress", () => {
  it("is sent as typed; what is missing is said beside its field, and a refusal keeps what was typed", async () => {
    const person = userEvent.setup();
    record.mockResolvedValue({ ok: false, reasons: ["批准日期2022年7月1日还没有到。人大作出决定之后再登记。"] });
    render(<CongressControl fiscalYearId={fiscalYearId} year={2021} recorded={null} today="2022-06-30" />);
    await person.click(screen.getByRole("button", { name: "登记人大批准" }));
    await person.click(dialog().getByRole("button", { name: "保存" }));
    expect(await dialog().findByText("请填写批准日期。")).toBeVisible();
    expect(dialog().getByText("请填写批准机关。")).toBeVisible();
    expect(record).not.toHaveBeenCalled();
    fireEvent.change(dialog().getByLabelText(/批准日期/), { target: { value: "2022-07-01" } });
    await person.type(dialog().getByLabelText(/批准机关/), "测试区人大常委会");
    await person.type(dialog().getByLabelText(/会议名称/), "第三次会议");
    await person.click(dialog().getByRole("button", { name: "保存" }));
    expect(await dialog().findByText(/还没有到/)).toBeVisible();
    expect(record.mock.calls[0]![0]).toEqual({
      fiscalYearId,
      body: "测试区人大常委会",
      meeting: "第三次会议",
      decisionNumber: "",
      decidedOn: "2022-07-01",
      revision: 0,
    });
    expect(dialog().getByLabelText(/会议名称/)).toHaveValue("第三次会议");
  });

  it("is corrected from what is recorded", async () => {
    const person = userEvent.setup();
    const recorded = {
      body: "人大常委会",
      meeting: "三次",
      decisionNumber: "12号",
      decidedOn: "2022-06-29",
      revision: 2,
    };
    render(<CongressControl fiscalYearId={fiscalYearId} year={2021} recorded={recorded} today="2022-07-30" />);
    await person.click(screen.getByRole("button", { name: "更正人大批准" }));
    expect(dialog().getByLabelText(/批准日期/)).toHaveValue("2022-06-29");
    await person.click(dialog().getByRole("button", { name: "保存" }));
    expect(record.mock.calls[0]![0]).toMatchObject({ revision: 2, decisionNumber: "12号" });
  });
});

describe("the rule of a year", () => {
  it("is sent with what was seen; a number of days that cannot be is said beside its field", async () => {
    const person = userEvent.setup();
    const rule = initialRuleOf(2021);
    render(<RuleControl fiscalYearId={fiscalYearId} year={2021} rule={rule} />);
    await person.click(screen.getByRole("button", { name: "修改规则" }));
    const days = dialog().getByLabelText(/财政局批复部门决算/);
    await person.clear(days);
    await person.type(days, "0");
    await person.click(dialog().getByRole("button", { name: "保存" }));
    expect(await dialog().findByText("天数须在 1 至 90 之间。")).toBeVisible();
    await person.clear(days);
    await person.type(days, "30");
    await person.selectOptions(dialog().getByLabelText(/人大批准前批复/), "不能批复");
    await person.click(dialog().getByRole("button", { name: "保存" }));
    expect(save.mock.calls[0]![0]).toMatchObject({
      known: rule,
      rule: { bureauDays: "30", congress: "block", movesOffHolidays: true },
    });
  });
});

describe("days of the district's own", () => {
  const days = [{ day: "2027-02-05", isWorked: false, name: "2027年春节" }];

  it("are entered as a stretch and taken back one by one", async () => {
    const person = userEvent.setup();
    render(<OwnDaysControl days={days} lastArranged={2026} mayManage />);
    await person.click(screen.getByText(/已收录至 2026 年，另登记 1 天/));
    await person.click(screen.getByRole("button", { name: "删除2027-02-05" }));
    expect(remove).toHaveBeenCalledWith({ day: "2027-02-05" });
    await person.click(screen.getByRole("button", { name: "登记放假或上班" }));
    fireEvent.change(dialog().getByLabelText(/开始日期/), { target: { value: "2027-05-05" } });
    fireEvent.change(dialog().getByLabelText(/结束日期/), { target: { value: "2027-05-01" } });
    await person.type(dialog().getByLabelText("名称"), "劳动节");
    await person.click(dialog().getByRole("button", { name: "保存" }));
    expect(await dialog().findByText("结束日期不能早于开始日期。")).toBeVisible();
    expect(add).not.toHaveBeenCalled();
  });

  it("are read by everybody, changed by who manages them", () => {
    render(<OwnDaysControl days={days} lastArranged={2026} mayManage={false} />);
    expect(screen.queryByRole("button", { hidden: true })).toBeNull();
  });
});

describe("the list of what is due", () => {
  it("says until when, who, what and where the day comes from; and can be narrowed to what is late", async () => {
    const person = userEvent.setup();
    const unit = {
      unitCode: "101001",
      unitName: "甲单位",
      departmentName: "甲部门",
      departmentLetter: null,
      unitLetter: null,
      publishedOn: null,
      isExempt: false,
      hasAccounts: false,
      isStandIn: true,
    };
    const items = dueList({
      congressDecidedOn: "2022-06-29",
      rule: initialRuleOf(2021),
      holidays: [],
      today: "2022-08-01",
      units: [unit],
    });
    render(<DueTable year={2021} items={items} counts={dueCounts(items)} />);
    const [, first] = screen.getAllByRole("row");
    expect(first).toHaveTextContent("2022-07-19已逾期财政局财政局批复甲单位");
    expect(first).toHaveTextContent("自人大批准之日（2022年6月29日）起20日");
    expect(screen.getAllByText("未定")).toHaveLength(2);
    await person.click(screen.getByRole("button", { name: "已逾期 1" }));
    expect(screen.getAllByRole("row")).toHaveLength(2);
    await person.click(screen.getByRole("button", { name: "按期办结 0" }));
    expect(screen.getByText("没有这样的事项")).toBeVisible();
  });
});
