import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { SignInForm } from "./sign-in-form";

const { signIn } = vi.hoisted(() => ({ signIn: vi.fn() }));
vi.mock("@/lib/features/session/actions", () => ({ signInAction: signIn }));

beforeEach(() => void signIn.mockReset());

async function fillIn(name: string, password: string) {
  const person = userEvent.setup();
  render(<SignInForm next="/desk" />);
  if (name) await person.type(screen.getByLabelText("用户名"), name);
  if (password) await person.type(screen.getByLabelText("密码"), password);
  await person.click(screen.getByRole("button", { name: "登录" }));
}

describe("the form for signing in", () => {
  it("sends what was typed with the place to go on to, and goes there", async () => {
    const assign = vi.spyOn(window.location, "assign").mockImplementation(() => undefined);
    signIn.mockResolvedValue({ ok: true, data: { next: "/desk" } });
    await fillIn("preparer", "a password");
    await waitFor(() => expect(assign).toHaveBeenCalledWith("/desk"));
    expect(Object.fromEntries(signIn.mock.calls[0]![1] as FormData)).toEqual({
      username: "preparer",
      password: "a password",
      next: "/desk",
    });
    assign.mockRestore();
  });

  it("says at its field what is missing, and nothing above", async () => {
    const fields = { username: ["请填写用户名。"], password: ["请填写密码。"] };
    signIn.mockResolvedValue({ ok: false, code: "invalidInput", reasons: Object.values(fields).flat(), fields });
    await fillIn("", "");
    await waitFor(() => expect(screen.getByLabelText("用户名")).toHaveAccessibleDescription("请填写用户名。"));
    expect(screen.getByLabelText("密码")).toHaveAccessibleDescription("请填写密码。");
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("shows a refusal and keeps what was typed", async () => {
    signIn.mockResolvedValue({ ok: false, reasons: ["用户名或密码不正确。"] });
    await fillIn("preparer", "wrong");
    expect(await screen.findByRole("alert")).toHaveTextContent("用户名或密码不正确。");
    expect(screen.getByLabelText("用户名")).toHaveValue("preparer");
    expect(screen.getByLabelText("密码")).toHaveValue("wrong");
  });

  it("says so when the server cannot be reached", async () => {
    signIn.mockRejectedValue(new Error("offline"));
    await fillIn("preparer", "a password");
    expect(await screen.findByRole("alert")).toHaveTextContent("没有连上服务器。请检查网络后重试。");
    expect(screen.getByRole("button", { name: "登录" })).toBeEnabled();
  });
});
