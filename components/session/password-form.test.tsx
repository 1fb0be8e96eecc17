import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { PasswordForm } from "./password-form";

const { change, signOut } = vi.hoisted(() => ({ change: vi.fn(), signOut: vi.fn() }));
vi.mock("@/lib/features/session/actions", () => ({ changePasswordAction: change }));
vi.mock("next-auth/react", () => ({ signOut }));

beforeEach(() => {
  change.mockReset().mockResolvedValue({ ok: true, data: undefined });
  signOut.mockReset();
});

async function fillIn(current: string, next: string) {
  const person = userEvent.setup();
  render(<PasswordForm />);
  await person.type(screen.getByLabelText("当前密码"), current);
  await person.type(screen.getByLabelText("新密码"), next);
  await person.click(screen.getByRole("button", { name: "修改密码" }));
}

describe("the form for a new password", () => {
  it("sends both, and ends the session", async () => {
    await fillIn("old password 1", "a new password 22");
    await waitFor(() => expect(signOut).toHaveBeenCalledWith({ callbackUrl: "/sign-in" }));
    expect(change).toHaveBeenCalledExactlyOnceWith({
      currentPassword: "old password 1",
      newPassword: "a new password 22",
    });
  });

  it("sends nothing that is too short, and says so at its field", async () => {
    await fillIn("old password 1", "short");
    await waitFor(() => expect(screen.getByLabelText("新密码")).toBeInvalid());
    expect(screen.getByLabelText("新密码")).toHaveAccessibleDescription(/12/);
    expect(change).not.toHaveBeenCalled();
  });

  it("shows every reason of a refusal and keeps what was typed", async () => {
    change.mockResolvedValue({ ok: false, reasons: ["当前密码不正确。", "请稍后再试。"] });
    await fillIn("old password 1", "a new password 22");
    const alert = await screen.findByRole("alert");
    expect(alert).toHaveTextContent("当前密码不正确。");
    expect(alert).toHaveTextContent("请稍后再试。");
    expect(screen.getByLabelText("新密码")).toHaveValue("a new password 22");
    expect(signOut).not.toHaveBeenCalled();
  });

  it("says so when the server cannot be reached", async () => {
    change.mockRejectedValue(new Error("offline"));
    await fillIn("old password 1", "a new password 22");
    expect(await screen.findByRole("alert")).toHaveTextContent("没有连上服务器");
    expect(screen.getByRole("button", { name: "修改密码" })).toBeEnabled();
  });
});
