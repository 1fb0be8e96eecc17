import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { Exemption } from "./exemption-form";

const server = vi.hoisted(() => ({ set: vi.fn() }));
vi.mock("@/lib/features/units/actions", () => ({ setExemptionAction: server.set }));

it("tells who changed it meanwhile and what, keeps what is typed, and takes either", async () => {
  const person = userEvent.setup();
  const meanwhile = {
    by: "赵宏",
    at: new Date("2022-12-01T09:00:00+08:00"),
    changes: ["依据由“涉密单位”改为“机构撤并”"],
    state: { basis: "机构撤并" },
  };
  server.set.mockResolvedValue({ ok: true, data: { meanwhile } });
  render(<Exemption unitId="u" year={2021} basis="涉密单位" />);
  await person.click(screen.getByRole("button", { name: "修改2021年度不予公开" }));
  const basis = screen.getByLabelText(/依据/);
  await person.clear(basis);
  await person.type(basis, "保密决定");
  await person.click(screen.getByRole("button", { name: "保存" }));
  expect(server.set.mock.calls[0]![0]).toMatchObject({ basis: "保密决定", known: { basis: "涉密单位" } });
  expect(await screen.findByText(/赵宏于 2022\/12\/01 09:00 修改了2021年度/)).toBeVisible();
  expect(basis).toHaveValue("保密决定");

  await person.click(screen.getByRole("button", { name: "改用已保存的内容" }));
  expect(basis).toHaveValue("机构撤并");
  server.set.mockResolvedValue({ ok: true, data: { meanwhile: null } });
  await person.click(screen.getByRole("button", { name: "改为公开" }));
  expect(server.set.mock.calls[1]![0]).toMatchObject({ basis: null, known: { basis: "机构撤并" } });
  expect(screen.queryByRole("dialog")).toBeNull();
});
