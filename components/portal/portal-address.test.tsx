import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it, vi } from "vitest";
import { PortalAddress } from "./portal-address";

const server = vi.hoisted(() => ({ set: vi.fn() }));
vi.mock("@/lib/features/portal-addresses/actions", () => ({ setPortalAddressAction: server.set }));

const address = "https://www.example.gov.cn/1.html";
beforeEach(() => void server.set.mockReset());

async function opened() {
  const person = userEvent.setup();
  render(<PortalAddress unitId="u" unitName="区教育局" year={2021} address="" />);
  await person.click(screen.getByRole("button", { name: "填写网址：区教育局2021年度" }));
  return { person, field: screen.getByLabelText("网址"), save: screen.getByRole("button", { name: "保存" }) };
}

it("says what is wrong before it is sent, and what the server refuses, and keeps what is typed", async () => {
  const { person, field, save } = await opened();
  await person.type(field, "javascript:alert(1)");
  await person.click(save);
  expect(await screen.findByText(/网址须以 http:\/\/ 或 https:\/\/ 开头/)).toBeVisible();
  expect(server.set).not.toHaveBeenCalled();
  await person.clear(field);
  await person.type(field, address);
  server.set.mockResolvedValue({ ok: false, reasons: ["网址不在门户网站（a.gov.cn）上。"] });
  await person.click(save);
  expect(await screen.findByText("网址不在门户网站（a.gov.cn）上。")).toBeVisible();
  expect(field).toHaveValue(address);
});

it("tells of what somebody else has saved meanwhile, and of an address that others have, too", async () => {
  const { person, field, save } = await opened();
  await person.type(field, address);
  const meanwhile = { by: "赵宏", at: null, changes: ["填写网址“https://b.cn/”"], state: "https://b.cn/" };
  server.set.mockResolvedValue({ ok: true, data: { meanwhile, sharedWith: [] } });
  await person.click(save);
  expect(await screen.findByText("填写网址“https://b.cn/”")).toBeVisible();
  expect(field).toHaveValue(address);
  server.set.mockResolvedValue({ ok: true, data: { meanwhile: null, sharedWith: ["区卫健局2021年度"] } });
  await person.click(save);
  expect(server.set.mock.calls.at(-1)![0]).toEqual({ unitId: "u", year: 2021, address, known: "https://b.cn/" });
  expect(await screen.findByText(/区卫健局2021年度也填了这个网址/)).toBeVisible();
});
