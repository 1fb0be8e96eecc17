import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { noContact } from "@/lib/domain/register/contact";
import { UnitContact } from "./unit-contact";

const server = vi.hoisted(() => ({ set: vi.fn() }));
vi.mock("@/lib/features/unit-contacts/actions", () => ({ setContactAction: server.set }));

it("names what is wrong before it is sent, keeps what is typed when somebody else has saved, and takes either", async () => {
  const person = userEvent.setup();
  render(<UnitContact unitId="u" contact={noContact} />);
  expect(screen.getByText(/尚未填写/)).toBeVisible();
  await person.click(screen.getByRole("button", { name: "修改公开联系方式" }));
  const phone = screen.getByLabelText("联系电话");
  await person.type(phone, "0539-8240001");
  await person.type(screen.getByLabelText("纠错网址"), "javascript:alert(1)");
  await person.click(screen.getByRole("button", { name: "保存" }));
  expect(await screen.findByText("纠错网址须以 http:// 或 https:// 开头。")).toBeVisible();
  expect(server.set).not.toHaveBeenCalled();

  await person.clear(screen.getByLabelText("纠错网址"));
  const state = { ...noContact, phone: "0539-8240002" };
  const meanwhile = { by: "赵宏", at: null, changes: ["填写联系电话“0539-8240002”"], state };
  server.set.mockResolvedValue({ ok: true, data: { meanwhile } });
  await person.click(screen.getByRole("button", { name: "保存" }));
  expect(await screen.findByText("填写联系电话“0539-8240002”")).toBeVisible();
  expect(phone).toHaveValue("0539-8240001");
  server.set.mockResolvedValue({ ok: true, data: { meanwhile: null } });
  await person.click(screen.getByRole("button", { name: "保存" }));
  expect(server.set.mock.calls.at(-1)![0]).toEqual({
    unitId: "u",
    contact: { ...noContact, phone: "0539-8240001" },
    known: state,
  });
});
