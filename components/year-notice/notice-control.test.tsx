import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { NoticeControl } from "./notice-control";

const server = vi.hoisted(() => ({ save: vi.fn() }));
vi.mock("@/lib/features/year-notice/actions", () => ({ saveNoticeAction: server.save }));

it("starts from the notice that was seen, not from that of a page made anew behind the dialog", async () => {
  server.save.mockResolvedValue({ ok: true, data: undefined });
  const person = userEvent.setup();
  const { rerender } = render(<NoticeControl year={2023} notice="一" revision={3} />);
  await person.click(screen.getByRole("button", { name: "修改说明" }));
  await person.type(screen.getByLabelText(/财政局补充说明/), "二");
  rerender(<NoticeControl year={2023} notice="别人的" revision={4} />);
  await person.click(screen.getByRole("button", { name: "保存" }));
  expect(server.save).toHaveBeenCalledWith({ year: 2023, known: 3, notice: "一二" });
  await person.click(screen.getByRole("button", { name: "修改说明" }));
  expect(screen.getByLabelText(/财政局补充说明/)).toHaveValue("别人的");
});
