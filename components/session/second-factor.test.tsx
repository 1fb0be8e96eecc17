import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { SecondFactor } from "./second-factor";

const { begin, add, ask } = vi.hoisted(() => ({ begin: vi.fn(), add: vi.fn(), ask: vi.fn() }));
vi.mock("@/lib/features/second-factor/actions", () => ({ beginPasskeyAction: begin, addPasskeyAction: add }));
vi.mock("@simplewebauthn/browser", () => ({ startRegistration: ask }));
vi.mock("next/navigation", () => ({ useRouter: () => ({ refresh: () => {} }) }));

beforeEach(() => {
  begin.mockReset().mockResolvedValue({ ok: true, data: { challenge: "c" } });
  ask.mockReset().mockResolvedValue({ id: "made" });
  add.mockReset().mockResolvedValue({ ok: true, data: { recoveryCodes: null } });
});

const person = userEvent.setup();

async function open() {
  await person.click(screen.getByRole("button", { name: "登记通行密钥" }));
  return screen.findByLabelText("名字");
}

async function confirm() {
  await person.type(screen.getByLabelText("当前密码"), "the password");
  await person.click(screen.getByRole("button", { name: "登记" }));
}

describe("a passkey", () => {
  it("is made on the device only once it has a name, and leaves none for the next", async () => {
    const factors = { hasCodes: false, passkeys: [], recoveryCodesLeft: 0 };
    render(<SecondFactor username="li" factors={factors} mayHavePasskeys />);
    await person.type(await open(), " ");
    await confirm();
    expect(await screen.findByRole("alert")).toHaveTextContent("请给通行密钥起个名字。");
    expect(begin).not.toHaveBeenCalled();
    expect(ask).not.toHaveBeenCalled();

    await person.type(screen.getByLabelText("名字"), "办公电脑");
    await person.click(screen.getByRole("button", { name: "登记" }));
    await waitFor(() => expect(add).toHaveBeenCalledExactlyOnceWith({ name: "办公电脑", response: { id: "made" } }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(await open()).toHaveValue("");
  });
});
