import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { RemindDialog } from "./remind-dialog";

const server = vi.hoisted(() => ({ preview: vi.fn(), send: vi.fn() }));
vi.mock("@/lib/features/reminders/actions", () => ({
  previewReminderAction: server.preview,
  sendReminderAction: server.send,
}));

const preview = (reminderId: string, template: string) => ({
  ok: true,
  data: {
    reminderId,
    unitName: "甲站",
    text: template.replace("{单位}", "甲站"),
    units: 2,
    people: 3,
    withoutPreparer: ["丙站"],
    settled: ["丁站"],
  },
});

it("sends what was shown, and one reminder however often it is pressed", async () => {
  const person = userEvent.setup();
  const onSent = vi.fn();
  let asked = 0;
  server.preview.mockImplementation(async ({ template }: { template: string }) =>
    preview(`r${(asked += 1)}`, template),
  );
  render(
    <RemindDialog
      year={2021}
      unitIds={["a", "b", "c", "d"]}
      template="{单位}请上报"
      isOpen
      onOpenChange={() => undefined}
      onSent={onSent}
    />,
  );
  expect(await screen.findByText("甲站请上报")).toBeVisible();
  expect(screen.getByText(/将通知 2 个单位的 3 人/)).toBeVisible();
  expect(screen.getByText("丙站。请管理员先设置填报人。")).toBeVisible();
  expect(screen.getByText(/丁站/)).toBeVisible();

  // Other words are looked at before they are sent.
  await person.type(screen.getByLabelText("催报内容"), "！");
  expect(screen.getByRole("button", { name: "催报" })).toBeDisabled();
  await person.click(screen.getByRole("button", { name: "预览" }));
  expect(await screen.findByText("甲站请上报！")).toBeVisible();

  server.send.mockResolvedValueOnce({ ok: false, reasons: ["2021年度已经关闭，不再催报。"] });
  await person.click(screen.getByRole("button", { name: "催报 2 个单位" }));
  expect(await screen.findByText("2021年度已经关闭，不再催报。")).toBeVisible();
  server.send.mockResolvedValueOnce({ ok: true, data: { units: 2, wasThere: false } });
  await person.click(screen.getByRole("button", { name: "催报 2 个单位" }));
  expect(server.send.mock.calls.map(([input]) => input)).toEqual(
    [1, 2].map(() => ({ year: 2021, unitIds: ["a", "b", "c", "d"], template: "{单位}请上报！", reminderId: "r1" })),
  );
  expect(onSent).toHaveBeenCalledWith(2);
});
