import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it, vi } from "vitest";
import { initialTemplate } from "@/lib/domain/decision/letter/template";
import { TemplateForm } from "./template-form";

const { save } = vi.hoisted(() => ({ save: vi.fn() }));
vi.mock("@/lib/features/letter-templates/actions", () => ({ saveTemplateAction: save }));

const template = initialTemplate("bureauToDepartment", "罗庄区");

beforeEach(() => {
  save.mockReset().mockResolvedValue({ ok: true, data: undefined });
});

it("shows how numbers will read, names a wrong brace while typing and keeps it from being saved", async () => {
  const user = userEvent.setup();
  render(<TemplateForm kind="bureauToDepartment" template={template} revision={0} year={2022} />);
  expect(screen.getByText(/如 财决〔2022〕1号/)).toBeVisible();
  const title = screen.getByLabelText("标题");
  await user.clear(title);
  await user.paste("关于批复{部们}的通知");
  expect(screen.getByText(/没有名为“\{部们\}”的内容/)).toBeVisible();
  expect(screen.getByRole("button", { name: "保存模板" })).toBeDisabled();
  await user.clear(title);
  await user.paste("关于批复{部门}的通知");
  await user.click(screen.getByRole("button", { name: "保存模板" }));
  expect(save).toHaveBeenCalledWith({
    kind: "bureauToDepartment",
    template: { ...template, title: "关于批复{部门}的通知" },
    revision: 0,
  });
  expect(screen.getByText(/以后起草的批复按此模板/)).toBeVisible();
});

it("asks on what basis letters are not public", async () => {
  const user = userEvent.setup();
  render(<TemplateForm kind="bureauToDepartment" template={template} revision={3} year={2022} />);
  await user.selectOptions(screen.getByLabelText("公开属性"), "closed");
  expect(screen.getByText(/不予公开的，请填写依据/)).toBeVisible();
  expect(screen.getByRole("button", { name: "保存模板" })).toBeDisabled();
});

it("keeps what was typed when another was quicker, and does not save over them", async () => {
  const user = userEvent.setup();
  save.mockResolvedValue({ ok: false, reasons: ["他人刚刚修改了这份模板，请刷新后核对再保存。"] });
  const { rerender } = render(<TemplateForm kind="bureauToDepartment" template={template} revision={3} year={2022} />);
  await user.type(screen.getByLabelText("联系人"), "王某");
  await user.click(screen.getByRole("button", { name: "保存模板" }));
  // The page is made again with what the other one saved.
  const theirs = { ...template, contactName: "李某" };
  rerender(<TemplateForm kind="bureauToDepartment" template={theirs} revision={4} year={2022} />);
  expect(screen.getByText(/他人刚刚修改了这份模板/)).toBeVisible();
  expect(screen.getByLabelText("联系人")).toHaveValue("王某");
  await user.click(screen.getByRole("button", { name: "保存模板" }));
  expect(save).toHaveBeenLastCalledWith(expect.objectContaining({ revision: 3 }));
});

it("saves again on top of what it saved itself", async () => {
  const user = userEvent.setup();
  const { rerender } = render(<TemplateForm kind="bureauToDepartment" template={template} revision={3} year={2022} />);
  await user.type(screen.getByLabelText("联系人"), "王");
  await user.click(screen.getByRole("button", { name: "保存模板" }));
  rerender(
    <TemplateForm kind="bureauToDepartment" template={{ ...template, contactName: "王" }} revision={4} year={2022} />,
  );
  await user.type(screen.getByLabelText("联系人"), "某");
  await user.click(screen.getByRole("button", { name: "保存模板" }));
  expect(save).toHaveBeenLastCalledWith(expect.objectContaining({ revision: 4 }));
});
