import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { QueueLine } from "./queue-line";
import { ReviewQueue } from "./review-queue";

const { ask, forecast } = vi.hoisted(() => ({ ask: vi.fn(), forecast: vi.fn() }));
vi.mock("@/lib/features/report-steps/actions", () => ({ askForStepAction: ask, forecastStepAction: forecast }));

type Asked = { versionIds: string[] };
const nothingInTheWay = ({ versionIds }: Asked) =>
  Promise.resolve({ ok: true, data: versionIds.map((versionId) => ({ versionId, reasons: [], named: [] })) });

beforeEach(() => {
  ask.mockReset().mockResolvedValue({ ok: true, data: { jobId: "job" } });
  forecast.mockReset().mockImplementation(nothingInTheWay);
});

function lineOf(number: number, changes: Partial<QueueLine> = {}): QueueLine {
  return {
    unitCode: String(100_000 + number),
    unitName: `第${number}单位`,
    departmentName: number % 2 === 0 ? "教育局" : "卫健局",
    scope: "unit",
    status: "approved",
    statusLabel: "已批复",
    waitsForCongress: false,
    isPublished: false,
    round: 1,
    isLate: false,
    daysLate: 0,
    blocking: 0,
    explain: 0,
    openComments: 0,
    submittedAt: null,
    version: { versionId: `version-${number}`, revision: number },
    obstacles: [],
    isWithoutText: false,
    ...changes,
  };
}

const show = (lines: QueueLine[], mayStepMany = true) =>
  render(<ReviewQueue year={2021} deadline="2022/06/30" lines={lines} mayStepMany={mayStepMany} />);

const button = (name: RegExp) => screen.getByRole("button", { name });

describe("steps of many", () => {
  it("are offered with the number of reports they can be taken of, and not at all to whoever may not", () => {
    const lines = [
      lineOf(1),
      lineOf(2, { obstacles: ["本报告由您批复。"] }),
      lineOf(3, { status: "submitted", statusLabel: "已上报" }),
      lineOf(4, { status: "drafting", statusLabel: "填报中" }),
    ];
    const { unmount } = show(lines);
    expect(button(/批量公开（1）/)).toBeEnabled();
    expect(button(/批量开始审核（1）/)).toBeEnabled();
    expect(button(/批量批复（0）/)).toBeDisabled();
    unmount();
    show(lines, false);
    expect(screen.queryByRole("region", { name: "批量办理" })).toBeNull();
    expect(screen.queryByRole("checkbox")).toBeNull();
  });

  it("of 200 reports are asked for as chosen; who is left out is named with the reason", async () => {
    const person = userEvent.setup();
    const lines = Array.from({ length: 200 }, (_, at) => lineOf(at));
    lines[7] = lineOf(7, { obstacles: ["依规定不公开：涉密单位。"] });
    lines[8] = lineOf(8, { status: "drafting", statusLabel: "填报中" });
    show(lines);
    await person.click(button(/批量公开（198）/));
    const dialog = within(screen.getByRole("dialog"));
    expect(dialog.getByText(/将公开 198 个单位/)).toBeVisible();
    const excluded = within(dialog.getByRole("list", { name: "不在其中的单位", hidden: true }));
    expect(excluded.getByText("第7单位：依规定不公开：涉密单位。")).toBeInTheDocument();
    expect(excluded.getByText("第8单位：填报中。")).toBeInTheDocument();
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
    show(Array.from({ length: 50 }, (_, at) => lineOf(at, { status: "underReview", statusLabel: "审核中" })));
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
    show([1, 2].map((at) => lineOf(at, { status: "underReview", statusLabel: "审核中" })));
    await person.click(button(/批量批复（2）/));
    const dialog = within(screen.getByRole("dialog"));
    expect(await dialog.findByText("轮到批复的 2 个单位中，现在可以批复 0 个。")).toBeVisible();
    expect(dialog.getByRole("button", { name: "确认批复（0）" })).toBeDisabled();
  });

  it("say when they could not look, and leave it to the turn of each report", async () => {
    const person = userEvent.setup();
    forecast.mockRejectedValue(new Error("offline"));
    show([lineOf(1)]);
    await person.click(button(/批量公开（1）/));
    const dialog = within(screen.getByRole("dialog"));
    expect(await dialog.findByText(/没有核对完/)).toBeVisible();
    expect(dialog.getByRole("button", { name: "确认公开（1）" })).toBeEnabled();
  });

  it("are taken of the ticked units only, whatever is listed when they are ticked", async () => {
    const person = userEvent.setup();
    show([lineOf(1), lineOf(2), lineOf(3)]);
    await person.click(screen.getByRole("checkbox", { name: "勾选第3单位" }));
    await person.type(screen.getByRole("searchbox", { name: "查找单位" }), "教育局");
    await person.click(screen.getByRole("checkbox", { name: "勾选列出的 1 个单位" }));
    expect(screen.getByText("批量办理：已勾选 2 个单位")).toBeVisible();
    expect(button(/批量公开（2）/)).toBeEnabled();
    await person.click(button(/清除勾选/));
    expect(button(/批量公开（3）/)).toBeEnabled();
  });

  it("say what the server refuses and keep the choice", async () => {
    const person = userEvent.setup();
    ask.mockResolvedValue({ ok: false, reasons: ["操作过于频繁，请稍后再试。"] });
    show([lineOf(1), lineOf(2, { isWithoutText: true })]);
    await person.click(button(/批量公开（2）/));
    const dialog = within(screen.getByRole("dialog"));
    await person.click(dialog.getByRole("checkbox", { name: /我已看过/ }));
    await person.click(dialog.getByRole("button", { name: "确认公开（2）" }));
    expect(await dialog.findByText("操作过于频繁，请稍后再试。")).toBeVisible();
    expect(ask.mock.calls[0]![0]).toMatchObject({ takesUnkeptTexts: true });
    expect(dialog.getByRole("button", { name: "确认公开（2）" })).toBeEnabled();
  });
});
