import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { RecordEvent, type EventUnit } from "./unit-event-form";

const { record } = vi.hoisted(() => ({ record: vi.fn() }));
vi.mock("@/lib/features/unit-events/actions", () => ({ recordUnitEventAction: record }));
vi.mock("next/navigation", () => ({ useRouter: () => ({ refresh: () => undefined }) }));

const unit: EventUnit = {
  id: "u1",
  name: "区信息中心",
  parentId: "d1",
  level: "unit",
  kind: "institution",
  code: "101004",
  shortName: null,
  isObliged: true,
  isDepartmentsOwn: false,
};
const choices = {
  others: [
    { id: "u2", name: "区档案中心", code: "101005", department: "区政府办公室" },
    { id: "u3", name: "区热线中心", code: "101006", department: "区政府办公室" },
  ],
  departments: [{ id: "d2", name: "区教育局" }],
};

beforeEach(() => record.mockReset().mockResolvedValue({ ok: true, data: { questions: [] } }));

async function opened() {
  const person = userEvent.setup();
  render(<RecordEvent unit={unit} choices={choices} seenEvents={3} />);
  await person.click(screen.getByRole("button", { name: "登记变动" }));
  const dialog = within(screen.getByRole("dialog"));
  const choose = (label: string) =>
    person.selectOptions(dialog.getByLabelText("变动类型"), dialog.getByRole("option", { name: label }));
  const type = async (label: string, text: string) => {
    await person.clear(dialog.getByLabelText(label));
    await person.type(dialog.getByLabelText(label), text);
  };
  return { person, dialog, choose, type };
}

const sent = () => record.mock.lastCall![0] as { content: unknown; confirmed: string[]; seenEvents: number };

describe("an event of a unit", () => {
  it("is recorded once what it does was confirmed as it was shown", async () => {
    const question = "“区信息中心”2021年度决算已上报，仍须由该单位完成。";
    record.mockResolvedValueOnce({ ok: true, data: { questions: [question] } });
    const { person, dialog, choose } = await opened();
    await choose("撤销");
    await person.click(dialog.getByRole("button", { name: "登记" }));
    expect(await dialog.findByText(question)).toBeInTheDocument();
    expect(sent()).toMatchObject({ content: { kind: "dissolve", unitId: "u1" }, confirmed: [], seenEvents: 3 });
    await person.click(dialog.getByRole("button", { name: "确认登记" }));
    expect(sent().confirmed).toEqual([question]);
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("is asked about anew when something in the form changes", async () => {
    record.mockResolvedValueOnce({ ok: true, data: { questions: ["请核对"] } });
    const { person, dialog, type } = await opened();
    await type("新全称", "区大数据中心");
    await person.click(dialog.getByRole("button", { name: "登记" }));
    await dialog.findByText("请核对");
    await type("新全称", "区数据中心");
    expect(dialog.queryByText("请核对")).toBeNull();
    await person.click(dialog.getByRole("button", { name: "登记" }));
    expect(sent()).toMatchObject({ content: { kind: "rename", unitId: "u1", name: "区数据中心" }, confirmed: [] });
  });

  it("says of a unit that it is 部门本级", async () => {
    const { person, dialog, choose } = await opened();
    await choose("性质改变");
    await person.click(dialog.getByRole("checkbox", { name: /^部门本级/ }));
    await person.click(dialog.getByRole("button", { name: "登记" }));
    expect(sent().content).toEqual({
      kind: "reclassify",
      unitId: "u1",
      unitKind: "institution",
      isObliged: true,
      isDepartmentsOwn: true,
    });
  });

  it("keeps what was typed when it is refused, and when another kind is looked at", async () => {
    record.mockResolvedValue({ ok: false, reasons: ["代码101009正由“区档案中心”使用。"] });
    const { person, dialog, choose, type } = await opened();
    await type("依据文件文号或名称", "罗编〔2022〕1号");
    await choose("改码");
    await type("新代码", "101009");
    await person.click(dialog.getByRole("button", { name: "登记" }));
    expect(await dialog.findByRole("alert")).toHaveTextContent("代码101009正由“区档案中心”使用。");
    await choose("划转");
    await choose("改码");
    expect(dialog.getByLabelText("新代码")).toHaveValue("101009");
    expect(dialog.getByLabelText("依据文件文号或名称")).toHaveValue("罗编〔2022〕1号");
  });

  it("divides a unit by shares that make the whole", async () => {
    const { person, dialog, choose, type } = await opened();
    await choose("拆分");
    await type("全称", "区数据中心");
    await type("代码", "101010");
    await type("新设单位承接结转结余的比例（%）", "33.33");
    await person.click(dialog.getByRole("button", { name: "登记" }));
    expect(sent().content).toMatchObject({
      kind: "split",
      unitId: "u1",
      successors: [
        { unitId: null, share: 3333, state: { name: "区数据中心", code: "101010", parentId: "d1" } },
        { unitId: "u1", share: 6667, state: null },
      ],
    });
  });

  it("joins the units that are chosen", async () => {
    const { person, dialog, choose, type } = await opened();
    await choose("合并");
    await person.click(dialog.getByRole("checkbox", { name: "与其合并：区政府办公室全部2个单位" }));
    await type("全称", "区综合中心");
    await type("代码", "101011");
    await person.click(dialog.getByRole("button", { name: "登记" }));
    expect(sent().content).toMatchObject({
      kind: "merge",
      predecessors: ["u1", "u2", "u3"],
      finalReport: "ownFinalReport",
    });
  });
});

describe("an event that the server refuses", () => {
  it("marks the fields that it is about, begins at the first, and lets Escape close the dialog", async () => {
    record.mockResolvedValueOnce({
      ok: false,
      reasons: ["请填写生效日期。", "请填写文件日期。"],
      fields: { effectiveOn: ["请填写生效日期。"], "document.date": ["请填写文件日期。"] },
    });
    const { person, dialog, choose } = await opened();
    await choose("撤销");
    await person.click(dialog.getByRole("button", { name: "登记" }));
    const effectiveOn = dialog.getByLabelText("生效日期");
    await waitFor(() => expect(effectiveOn).toHaveFocus());
    expect(effectiveOn).toBeInvalid();
    expect(effectiveOn).toHaveAccessibleDescription("请填写生效日期。");
    expect(dialog.getByLabelText("依据文件日期")).toBeInvalid();
    expect(dialog.getByLabelText("依据文件文号或名称")).toBeValid();
    await person.keyboard("{Escape}");
    expect(screen.queryByRole("dialog")).toBeNull();
  });
});
