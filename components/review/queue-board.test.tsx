import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { StepChoice } from "@/lib/features/queue/schema";
import { QueueBoard } from "./queue-board";
import type { QueueLine } from "./queue-line";

const { ask, forecast, choose, assign, owing, preview } = vi.hoisted(() => ({
  ask: vi.fn(),
  forecast: vi.fn(),
  choose: vi.fn(),
  assign: vi.fn(),
  owing: vi.fn(),
  preview: vi.fn(),
}));
vi.mock("@/lib/features/report-steps/actions", () => ({ askForStepAction: ask, forecastStepAction: forecast }));
vi.mock("@/lib/features/queue/actions", () => ({
  chooseForStepAction: choose,
  assignReviewersAction: assign,
  chooseForReminderAction: owing,
}));
vi.mock("@/lib/features/reminders/actions", () => ({ previewReminderAction: preview, sendReminderAction: vi.fn() }));

type Asked = { versionIds: string[] };

/** What the server says that a step can be taken of. */
function chosen(count: number, changes: Partial<StepChoice> = {}) {
  const data: StepChoice = {
    ready: Array.from({ length: count }, (_, at) => ({
      unitCode: String(100_000 + at),
      unitName: `第${at}单位`,
      departmentName: "教育局",
      scope: "unit",
      version: { versionId: `version-${at}`, revision: at },
      isWithoutText: false,
    })),
    excluded: [],
    elsewhere: [],
    leftForLater: 0,
    ...changes,
  };
  choose.mockResolvedValue({ ok: true, data });
}

beforeEach(() => {
  ask.mockReset().mockResolvedValue({ ok: true, data: { jobId: "job" } });
  assign.mockReset().mockResolvedValue({ ok: true, data: [{ reviewer: "王审核", count: 2 }] });
  choose.mockReset();
  forecast
    .mockReset()
    .mockImplementation(({ versionIds }: Asked) =>
      Promise.resolve({ ok: true, data: versionIds.map((versionId) => ({ versionId, reasons: [], named: [] })) }),
    );
});

function lineOf(number: number, changes: Partial<QueueLine> = {}): QueueLine {
  const departmentId = number % 2 === 0 ? "even" : "odd";
  return {
    unitId: `unit-${number}`,
    unitCode: String(100_000 + number),
    unitName: `第${number}单位`,
    departmentId,
    departmentName: departmentId,
    href: `/review/${number}/2021`,
    status: "approved",
    statusLabel: "已批复",
    tone: "done",
    round: 1,
    due: "",
    isLate: false,
    isSoonLate: false,
    checks: "全部通过",
    openComments: 0,
    submittedOn: "",
    reviewer: "",
    news: [],
    ...changes,
  };
}

const groups = (["odd", "even"] as const).map((departmentId) => ({
  departmentId,
  code: departmentId,
  name: `${departmentId}局`,
  total: 20,
  reported: 12,
  decided: 3,
  published: 1,
  late: 2,
  href: `/review?department=${departmentId}`,
}));

function board(lines: QueueLine[], changes: Partial<Parameters<typeof QueueBoard>[0]> = {}) {
  return (
    <QueueBoard
      year={2021}
      query="state=approved"
      shown={{ units: 200, departments: 0, statuses: { approved: 198, drafting: 2 } }}
      lines={lines}
      groups={null}
      mayRemind
      mayStepMany
      mayAssign
      reviewers={[
        { id: "wang", name: "王审核", load: 3 },
        { id: "li", name: "李审核", load: 5 },
      ]}
      userId="li"
      empty={<p>没有</p>}
      paging={null}
      {...changes}
    />
  );
}

const button = (name: RegExp) => screen.getByRole("button", { name });

describe("the table", () => {
  it("has each department once above its units, with how far all of them are", () => {
    render(board([lineOf(1), lineOf(3), lineOf(2)], { groups }));
    const heads = screen.getAllByRole("row", { name: /局/ });
    expect(heads.map(({ textContent }) => textContent)).toEqual([
      "odd odd局已上报 12/20 · 已批复 3 · 已公开 1逾期 2",
      "even even局已上报 12/20 · 已批复 3 · 已公开 1逾期 2",
    ]);
    expect(screen.getAllByRole("progressbar")[0]).toHaveAttribute("value", "12");
  });

  it("says late, soon late, who reviews and what is new", () => {
    render(
      board([
        lineOf(1, { isLate: true, due: "逾期 12 天", reviewer: "王审核", news: ["已上报", "2 条新意见"] }),
        lineOf(3, { isSoonLate: true, due: "还有 3 天" }),
      ]),
    );
    const [first, second] = screen.getAllByRole("row").slice(1);
    expect(first).toHaveTextContent(/有变化：已上报，2 条新意见/);
    expect(first).toHaveTextContent("王审核");
    expect(first).toHaveTextContent("逾期 12 天");
    expect(second).toHaveTextContent("还有 3 天");
  });
});

describe("a reminder", () => {
  it("is for those among the chosen ones whose report is not there", async () => {
    const person = userEvent.setup();
    owing.mockResolvedValue({ ok: true, data: ["unit-1", "unit-9"] });
    const told = { reminderId: "r", unitName: "第1单位", text: "请上报", units: 2, people: 3 };
    preview.mockResolvedValue({ ok: true, data: { ...told, withoutPreparer: [], settled: [] } });
    render(board([lineOf(1)]));
    await person.click(button(/催报/));
    expect(owing).toHaveBeenCalledWith({ year: 2021, of: { kind: "shown", query: "state=approved" } });
    expect(await screen.findByRole("dialog", { name: "催报2021年度决算" })).toBeVisible();
    expect(preview.mock.calls[0]![0]).toMatchObject({ year: 2021, unitIds: ["unit-1", "unit-9"] });
  });

  it("is not begun where all of them are there", async () => {
    const person = userEvent.setup();
    owing.mockResolvedValue({ ok: true, data: [] });
    render(board([lineOf(1)]));
    await person.click(button(/催报/));
    expect(await screen.findByText("其中没有未上报的单位，不需要催报。")).toBeVisible();
    expect(screen.queryByRole("dialog")).toBeNull();
  });
});

describe("steps of many", () => {
  it("are offered with the number of reports in the state for them, and not at all to whoever may not", () => {
    const { unmount } = render(board([lineOf(1)]));
    expect(screen.getByText("批量办理：未勾选，按筛选出的全部 200 个单位")).toBeVisible();
    expect(button(/批量公开（198）/)).toBeEnabled();
    expect(button(/批量批复（0）/)).toBeDisabled();
    unmount();
    render(board([lineOf(1)], { mayStepMany: false, mayAssign: false, mayRemind: false }));
    expect(screen.queryByRole("region", { name: "批量办理" })).toBeNull();
    expect(screen.queryByRole("checkbox")).toBeNull();
  });

  it("of 200 reports over all pages are asked for as chosen; who is left out is named with the reason", async () => {
    const person = userEvent.setup();
    chosen(198, {
      excluded: [{ unitCode: "7", unitName: "第七单位", scope: "unit", reason: "依规定不公开：涉密单位。" }],
      elsewhere: [{ label: "填报中", count: 2 }],
    });
    render(board([lineOf(1)]));
    await person.click(button(/批量公开（198）/));
    expect(choose).toHaveBeenCalledWith({
      step: "publish",
      chosen: { year: 2021, of: { kind: "shown", query: "state=approved" } },
    });
    const dialog = within(screen.getByRole("dialog"));
    expect(await dialog.findByText(/将公开 198 个单位/)).toBeVisible();
    const excluded = within(dialog.getByRole("list", { name: "不在其中的单位", hidden: true }));
    expect(excluded.getByText("第七单位：依规定不公开：涉密单位。")).toBeInTheDocument();
    expect(dialog.getByText("其余还没有轮到或已经办过：填报中 2。")).toBeVisible();
    await person.click(dialog.getByRole("checkbox", { name: /第9单位/ }));
    await person.click(dialog.getByRole("button", { name: "确认公开（197）" }));
    expect(ask).toHaveBeenCalledTimes(1);
    const { step, versions } = ask.mock.calls[0]![0] as { step: string; versions: { versionId: string }[] };
    expect([step, versions.length]).toEqual(["publish", 197]);
    expect(versions).toContainEqual({ versionId: "version-10", revision: 10 });
    expect(versions.map(({ versionId }) => versionId)).not.toContain("version-9");
  });

  it("look at every report before the click: who may not decide and what nobody has judged is left out by name", async () => {
    const person = userEvent.setup();
    const reasons: Record<string, string[]> = {
      "version-2": ["本版本中有您填写的内容，不能由您批复，请由其他审核人办理。"],
      "version-3": ["还有2条核实说明没有办理（认可或不认可），请逐项办理。", "有1条核实说明未被审核人认可。"],
    };
    forecast.mockImplementation(({ versionIds }: Asked) =>
      Promise.resolve({
        ok: true,
        data: versionIds.map((versionId) => ({
          versionId,
          reasons: reasons[versionId] ?? [],
          named: ["1项人大批准没有登记"],
        })),
      }),
    );
    chosen(50);
    render(board([lineOf(1)], { shown: { units: 50, departments: 0, statuses: { underReview: 50 } } }));
    await person.click(button(/批量批复（50）/));
    const dialog = within(screen.getByRole("dialog"));
    expect(await dialog.findByText(/将批复 48 个单位/)).toBeVisible();
    const excluded = within(dialog.getByRole("list", { name: "不在其中的单位", hidden: true }));
    expect(excluded.getByText(/第2单位：本版本中有您填写的内容/)).toBeInTheDocument();
    expect(excluded.getByText(/第3单位：还有2条核实说明没有办理.*有1条核实说明未被审核人认可/)).toBeInTheDocument();
    expect(dialog.getByText(/1项人大批准没有登记。不影响办理/)).toBeVisible();
    // Forty at a time.
    expect(forecast.mock.calls.map(([{ versionIds }]) => (versionIds as string[]).length)).toEqual([40, 10]);
    await person.click(dialog.getByRole("button", { name: "确认批复（48）" }));
    const { versions } = ask.mock.calls[0]![0] as { versions: { versionId: string }[] };
    expect(versions.map(({ versionId }) => versionId)).not.toContain("version-2");
  });

  it("say what the number on the button becomes where less of it can be done", async () => {
    const person = userEvent.setup();
    forecast.mockImplementation(({ versionIds }: Asked) =>
      Promise.resolve({
        ok: true,
        data: versionIds.map((versionId) => ({ versionId, reasons: ["有1条审核意见尚未解决。"], named: [] })),
      }),
    );
    chosen(2);
    render(board([lineOf(1)], { shown: { units: 2, departments: 0, statuses: { underReview: 2 } } }));
    await person.click(button(/批量批复（2）/));
    const dialog = within(screen.getByRole("dialog"));
    expect(await dialog.findByText("轮到批复的 2 个单位中，现在可以批复 0 个。")).toBeVisible();
    expect(dialog.getByRole("button", { name: "确认批复（0）" })).toBeDisabled();
  });

  it("say when they could not look, and leave it to the turn of each report", async () => {
    const person = userEvent.setup();
    forecast.mockRejectedValue(new Error("offline"));
    chosen(1);
    render(board([lineOf(1)]));
    await person.click(button(/批量公开/));
    const dialog = within(screen.getByRole("dialog"));
    expect(await dialog.findByText(/没有核对完/)).toBeVisible();
    expect(dialog.getByRole("button", { name: "确认公开（1）" })).toBeEnabled();
  });

  it("say when the list could not be read, and read it again", async () => {
    const person = userEvent.setup();
    choose.mockRejectedValueOnce(new Error("offline"));
    render(board([lineOf(1)]));
    await person.click(button(/批量公开/));
    const dialog = within(screen.getByRole("dialog"));
    expect(await dialog.findByText(/没有读到名单。请检查网络后重试/)).toBeVisible();
    chosen(1);
    await person.click(dialog.getByRole("button", { name: "重试" }));
    expect(await dialog.findByText(/将公开 1 个单位/)).toBeVisible();
  });

  it("are taken of the ticked units only, whatever page is shown when they are ticked", async () => {
    const person = userEvent.setup();
    chosen(2);
    const { rerender } = render(board([lineOf(1), lineOf(2)]));
    await person.click(screen.getByRole("checkbox", { name: "勾选第1单位" }));
    rerender(board([lineOf(3), lineOf(4, { status: "drafting" })]));
    await person.click(screen.getByRole("checkbox", { name: "勾选本页 2 项" }));
    expect(screen.getByText("批量办理：已勾选 3 项")).toBeVisible();
    await person.click(button(/批量公开（2）/));
    expect(choose).toHaveBeenCalledWith({
      step: "publish",
      chosen: { year: 2021, of: { kind: "ticked", unitIds: ["unit-1", "unit-3", "unit-4"] } },
    });
    await person.keyboard("{Escape}");
    await person.click(button(/清除勾选/));
    expect(button(/批量公开（198）/)).toBeEnabled();
  });

  it("say what the server refuses and keep the choice", async () => {
    const person = userEvent.setup();
    ask.mockResolvedValue({ ok: false, reasons: ["操作过于频繁，请稍后再试。"] });
    chosen(2);
    const answered = (await choose()) as { data: StepChoice };
    answered.data.ready[1]!.isWithoutText = true;
    render(board([lineOf(1)]));
    await person.click(button(/批量公开/));
    const dialog = within(screen.getByRole("dialog"));
    await person.click(await dialog.findByRole("checkbox", { name: /我已看过/ }));
    await person.click(dialog.getByRole("button", { name: "确认公开（2）" }));
    expect(await dialog.findByText("操作过于频繁，请稍后再试。")).toBeVisible();
    expect(ask.mock.calls[0]![0]).toMatchObject({ takesUnkeptTexts: true });
    expect(dialog.getByRole("button", { name: "确认公开（2）" })).toBeEnabled();
  });
});

describe("assignment", () => {
  it("gives to oneself what nobody has, unless something else is said", async () => {
    const person = userEvent.setup();
    render(board([lineOf(1)]));
    await person.click(button(/分配审核人（200）/));
    const dialog = within(screen.getByRole("dialog"));
    await person.click(dialog.getByRole("button", { name: "分配" }));
    expect(assign).toHaveBeenCalledWith({
      chosen: { year: 2021, of: { kind: "shown", query: "state=approved" } },
      to: { kind: "one", reviewerId: "li" },
      onlyUnassigned: true,
    });
    expect(await dialog.findByText("王审核：新分配 2 项")).toBeVisible();
  });

  it("is even among those who are chosen, two at least, and keeps what is said when it is refused", async () => {
    const person = userEvent.setup();
    assign.mockResolvedValue({ ok: false, reasons: ["李审核的账号已停用，不能再分配审核任务。"] });
    render(board([lineOf(1)]));
    await person.click(button(/分配审核人/));
    const dialog = within(screen.getByRole("dialog"));
    await person.click(dialog.getByRole("radio", { name: /平均分/ }));
    await person.click(dialog.getByRole("checkbox", { name: /王审核/ }));
    expect(dialog.getByRole("button", { name: "分配" })).toBeDisabled();
    await person.click(dialog.getByRole("checkbox", { name: /王审核/ }));
    await person.click(dialog.getByRole("button", { name: "分配" }));
    expect(assign.mock.calls[0]![0]).toMatchObject({ to: { kind: "evenly", reviewerIds: ["li", "wang"] } });
    expect(await dialog.findByText("李审核的账号已停用，不能再分配审核任务。")).toBeVisible();
    expect(dialog.getByRole("radio", { name: /平均分/ })).toBeChecked();
  });
});
