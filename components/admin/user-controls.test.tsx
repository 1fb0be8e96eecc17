import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it, vi } from "vitest";
import { UserControls } from "./user-controls";

const server = vi.hoisted(() => ({ update: vi.fn(), refresh: vi.fn() }));
vi.mock("@/lib/features/users/actions", () => ({
  createUserAction: vi.fn(),
  resetPasswordAction: vi.fn(),
  setUserDisabledAction: vi.fn(),
  unlockUserAction: vi.fn(),
  updateUserAction: server.update,
}));
vi.mock("next/navigation", () => ({ useRouter: () => ({ refresh: server.refresh }) }));

const user = {
  id: "0190b5a0-0000-7000-8000-000000000001",
  username: "zhang",
  name: "张三",
  grants: [{ role: "reviewer" as const }],
  isDisabled: false,
  isSlowed: false,
  hasSecondFactor: false,
  isSelf: false,
};
const meanwhile = {
  by: "赵宏",
  at: new Date("2022-12-01T09:00:00+08:00"),
  changes: ["姓名由“张三”改为“张三丰”"],
  state: { name: "张三丰", grants: [{ role: "reviewer" as const }] },
};

beforeEach(() => {
  server.update.mockReset();
  server.update.mockResolvedValueOnce({ ok: true, data: { meanwhile } });
  server.update.mockResolvedValue({ ok: true, data: { meanwhile: null } });
});

async function changedMeanwhile() {
  const person = userEvent.setup();
  render(<UserControls user={user} units={[]} />);
  await person.click(screen.getByRole("button", { name: "修改张三" }));
  await person.clear(screen.getByLabelText("姓名"));
  await person.type(screen.getByLabelText("姓名"), "张珊");
  await person.click(screen.getByRole("button", { name: "保存" }));
  expect(server.update.mock.calls[0]![0]).toMatchObject({ name: "张珊", known: { name: "张三", grants: user.grants } });
  return person;
}

it("tells who changed the person meanwhile and what, keeps what is typed, and saves it when asked again", async () => {
  const person = await changedMeanwhile();
  expect(await screen.findByText(/赵宏于 2022\/12\/01 09:00 修改了张三丰/)).toBeVisible();
  expect(screen.getByText("姓名由“张三”改为“张三丰”")).toBeVisible();
  expect(screen.getByLabelText("姓名")).toHaveValue("张珊");
  await person.click(screen.getByRole("button", { name: "保存" }));
  expect(server.update.mock.calls[1]![0]).toMatchObject({ name: "张珊", known: { name: "张三丰" } });
  expect(screen.queryByRole("dialog")).toBeNull();
});

it("gives up what is typed for what is saved, when somebody says so", async () => {
  const person = await changedMeanwhile();
  await person.click(await screen.findByRole("button", { name: "改用已保存的内容" }));
  expect(screen.getByLabelText("姓名")).toHaveValue("张三丰");
  expect(screen.queryByText(/修改了张三丰/)).toBeNull();
});
