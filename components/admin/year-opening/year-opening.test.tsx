import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { OpenPrepared } from "./open-prepared";
import { ChangesStep, DeadlinesStep, UnitsStep } from "./step-forms";

const server = vi.hoisted(() => ({ save: vi.fn(), open: vi.fn(), discard: vi.fn(), push: vi.fn() }));
vi.mock("@/lib/features/year-opening/actions", () => ({
  saveStepAction: server.save,
  openPreparedAction: server.open,
  discardDraftAction: server.discard,
}));
vi.mock("next/navigation", () => ({ useRouter: () => ({ push: server.push, refresh: () => undefined }) }));
// A link of the page: its way can be taken over, as the router lets it.
vi.mock("next/link", () => ({
  default: ({ onNavigate, children, ...link }: { onNavigate?: (event: Event) => void; children: React.ReactNode }) => (
    <a
      {...link}
      onClick={(event) => {
        event.preventDefault();
        onNavigate?.(event.nativeEvent);
      }}
    >
      {children}
    </a>
  ),
}));

const draft = {
  year: 2023,
  revision: 4,
  seen: ["format" as const],
  owner: "person.1669856400000",
  changedBy: "钱进",
};
const rule = {
  bureauDays: 30,
  departmentDays: 15,
  publicationDays: 20,
  movesOffHolidays: true,
  congress: "warn" as const,
};
const units = [
  { unitId: "a", code: "101001", name: "区政府办公室本级", departmentName: "区政府办公室", inherited: null },
  { unitId: "b", code: "101002", name: "区机关服务中心", departmentName: "区政府办公室", inherited: "涉密单位" },
];

beforeEach(() => {
  localStorage.clear();
  for (const mock of Object.values(server)) mock.mockReset();
  server.save.mockResolvedValue({ ok: true, data: undefined });
});

describe("a step", () => {
  it("is saved at the revision that was seen, and goes on to the next", async () => {
    const person = userEvent.setup();
    render(<ChangesStep draft={draft} notice="" />);
    await person.type(screen.getByLabelText(/财政局补充说明/), "会审在三月。");
    await person.click(screen.getByRole("button", { name: "保存并继续" }));
    expect(server.save).toHaveBeenCalledWith({
      year: 2023,
      known: 4,
      saved: { step: "changes", notice: "会审在三月。" },
    });
    expect(server.push).toHaveBeenCalledWith("/admin/years/2023/open?step=deadlines");
  });

  it("is saved first when it is left with something typed, and stays when it cannot be", async () => {
    const person = userEvent.setup();
    server.save.mockResolvedValueOnce({ ok: false, reasons: ["赵宏刚刚修改了2023年度的准备内容。"] });
    render(<ChangesStep draft={draft} notice="" />);
    const toFormat = screen.getByRole("link", { name: /年度与报表格式/ });
    await person.click(toFormat);
    expect(server.save).not.toHaveBeenCalled();
    await person.type(screen.getByLabelText(/财政局补充说明/), "一");
    await person.click(toFormat);
    expect(await screen.findByText("赵宏刚刚修改了2023年度的准备内容。")).toBeVisible();
    expect(server.push).not.toHaveBeenCalled();
    expect(screen.getByLabelText(/财政局补充说明/)).toHaveValue("一");
    await person.click(toFormat);
    expect(server.push).toHaveBeenCalledWith("/admin/years/2023/open?step=format");
  });
});

describe("what is typed and not saved", () => {
  const label = /财政局补充说明/;

  it("stands there again after the page was left by another way, until it is saved", async () => {
    const person = userEvent.setup();
    const first = render(<ChangesStep draft={draft} notice="" />);
    await person.type(screen.getByLabelText(label), "写到一半");
    // Away by the head of the page, and back.
    first.unmount();
    const second = render(<ChangesStep draft={draft} notice="" />);
    expect(screen.getByLabelText(label)).toHaveValue("写到一半");
    expect(screen.getByText("已恢复您填写、还没有保存的内容")).toBeVisible();
    expect(screen.queryByText(/保存过准备内容/)).toBeNull();
    // It is unsaved still: the rail saves it.
    await person.click(screen.getByRole("link", { name: /年度与报表格式/ }));
    expect(server.save.mock.calls[0]![0]).toMatchObject({ known: 4, saved: { step: "changes", notice: "写到一半" } });
    second.unmount();
    render(<ChangesStep draft={{ ...draft, revision: 5 }} notice="写到一半" />);
    expect(screen.queryByText(/已恢复/)).toBeNull();
  });

  it("is what is stored where the browser's own record cannot be read", () => {
    for (const damaged of ["{", "[]", '{"revision":4,"fields":{"notice":7}}']) {
      localStorage.setItem("mingzhang.year-draft.person.1669856400000.2023.changes", damaged);
      const { unmount } = render(<ChangesStep draft={draft} notice="已保存的" />);
      expect(screen.getByLabelText(label)).toHaveValue("已保存的");
      unmount();
    }
  });

  it("stands there after the refresh that another's saving asks for, and is saved at what is known then", async () => {
    const person = userEvent.setup();
    server.save.mockResolvedValueOnce({ ok: false, reasons: ["钱进刚刚修改了2023年度的准备内容。"] });
    const first = render(<ChangesStep draft={draft} notice="" />);
    await person.type(screen.getByLabelText(label), "我的");
    await person.click(screen.getByRole("button", { name: "保存并继续" }));
    first.unmount();
    render(<ChangesStep draft={{ ...draft, revision: 5 }} notice="别人的" />);
    expect(screen.getByLabelText(label)).toHaveValue("我的");
    expect(screen.getByText(/钱进保存过准备内容/)).toBeVisible();
    await person.click(screen.getByRole("button", { name: "保存并继续" }));
    expect(server.save.mock.calls[1]![0]).toMatchObject({ known: 5, saved: { notice: "我的" } });
  });

  it("is given up for what is saved, only when somebody says so", async () => {
    const person = userEvent.setup();
    const first = render(<ChangesStep draft={draft} notice="" />);
    await person.type(screen.getByLabelText(label), "我的");
    first.unmount();
    const second = render(<ChangesStep draft={{ ...draft, revision: 5 }} notice="别人的" />);
    await person.click(screen.getByRole("button", { name: /改用已保存的/ }));
    expect(screen.getByLabelText(label)).toHaveValue("别人的");
    second.unmount();
    render(<ChangesStep draft={{ ...draft, revision: 5 }} notice="别人的" />);
    expect(screen.getByLabelText(label)).toHaveValue("别人的");
  });

  it("is of one person, one preparation and one step", async () => {
    const person = userEvent.setup();
    const first = render(<ChangesStep draft={draft} notice="" />);
    await person.type(screen.getByLabelText(label), "我的");
    first.unmount();
    render(<ChangesStep draft={{ ...draft, owner: "other.1669856400000" }} notice="" />);
    expect(screen.getByLabelText(label)).toHaveValue("");
  });

  it("is every field of the step: days, clocks, ticks", async () => {
    const person = userEvent.setup();
    const dates = { opensAt: "2024-01-01", deadline: "2024-03-31" };
    const first = render(<DeadlinesStep draft={draft} dates={dates} rule={rule} />);
    await person.click(screen.getByRole("checkbox"));
    const clock = screen.getAllByRole("textbox")[0]!;
    await person.clear(clock);
    await person.type(clock, "25");
    first.unmount();
    render(<DeadlinesStep draft={draft} dates={dates} rule={rule} />);
    expect(screen.getByRole("checkbox")).not.toBeChecked();
    expect(screen.getAllByRole("textbox")[0]).toHaveValue("25");
  });

  it("is the list of those who do not publish, and a basis whose unit is missing", async () => {
    const person = userEvent.setup();
    const first = render(<UnitsStep draft={draft} units={units} stored={{}} />);
    await person.click(screen.getByRole("button", { name: "改为公开：区机关服务中心" }));
    await person.type(screen.getByLabelText("不予公开的依据"), "保密法第九条");
    first.unmount();
    render(<UnitsStep draft={draft} units={units} stored={{}} />);
    expect(screen.getByLabelText("不予公开的依据")).toHaveValue("保密法第九条");
    expect(screen.queryByRole("button", { name: "改为公开：区机关服务中心" })).toBeNull();
  });
});

describe("who does not publish", () => {
  it("takes over last year's basis without saying so, and saves only what is otherwise", async () => {
    const person = userEvent.setup();
    render(<UnitsStep draft={draft} units={units} stored={{}} />);
    expect(screen.getByText(/涉密单位/)).toHaveTextContent("（沿用上年度）");
    await person.click(screen.getByRole("button", { name: "改为公开：区机关服务中心" }));
    await person.type(screen.getByLabelText("单位（代码或名称）"), "101001");
    await person.type(screen.getByLabelText("不予公开的依据"), "保密法第九条");
    // Not added by its button: it is saved all the same.
    await person.click(screen.getByRole("button", { name: "保存并继续" }));
    expect(server.save.mock.calls[0]![0].saved).toEqual({
      step: "units",
      exemptions: { a: "保密法第九条", b: null },
    });
  });

  it("loses no basis whose unit is missing", async () => {
    const person = userEvent.setup();
    render(<UnitsStep draft={draft} units={units} stored={{}} />);
    await person.type(screen.getByLabelText("不予公开的依据"), "保密法第九条");
    await person.click(screen.getByRole("button", { name: "保存并继续" }));
    expect(screen.getByText(/还没有选择单位/)).toBeVisible();
    expect(server.save).not.toHaveBeenCalled();
  });
});

describe("opening a year", () => {
  it("waits for what has consequences to be confirmed, and shows what was found meanwhile", async () => {
    const person = userEvent.setup();
    server.open.mockResolvedValueOnce({ ok: true, data: { questions: ["缺口。", "新的问题。"] } });
    server.open.mockResolvedValueOnce({ ok: true, data: { questions: [] } });
    render(<OpenPrepared year={2023} revision={4} questions={["缺口。"]} />);
    const button = screen.getByRole("button", { name: "开设2023年度" });
    expect(button).toBeDisabled();
    await person.click(screen.getByRole("checkbox", { name: /以上 1 项已核对/ }));
    await person.click(button);
    expect(await screen.findByText("新的问题。")).toBeVisible();
    expect(button).toBeDisabled();
    await person.click(screen.getByRole("checkbox", { name: /以上 2 项已核对/ }));
    await person.click(button);
    expect(server.open).toHaveBeenLastCalledWith({ year: 2023, known: 4, confirmed: ["缺口。", "新的问题。"] });
    expect(server.push).toHaveBeenCalledWith("/admin/years?opened=2023");
  });
});
