import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { NoticeList } from "./notice-list";

const server = vi.hoisted(() => ({ mark: vi.fn(), refresh: vi.fn() }));
vi.mock("@/lib/features/notices/actions", () => ({ markNoticesReadAction: server.mark }));
vi.mock("next/navigation", () => ({ useRouter: () => ({ refresh: server.refresh }), usePathname: () => "/" }));

afterEach(() => vi.unstubAllGlobals());

const notice = {
  id: "n1",
  label: "退回",
  title: "甲站2021年度决算被退回",
  text: "请核对。",
  href: "/desk/101001/2021",
  at: "2022/06/01 10:00",
  isRead: false,
};

it("marks one or all as read, and is made anew when the server has more", async () => {
  const person = userEvent.setup();
  server.mark.mockResolvedValue({ ok: true, data: undefined });
  vi.stubGlobal("fetch", async () => Response.json({ unread: 2 }));
  render(<NoticeList notices={[notice, { ...notice, id: "n2", title: "乙", isRead: true }]} unread={1} />);
  await vi.waitFor(() => expect(server.refresh).toHaveBeenCalled());
  expect(screen.getByText("请核对。", { selector: "[data-unread] *" })).toBeVisible();
  await person.click(screen.getByRole("button", { name: "标为已读：甲站2021年度决算被退回" }));
  await person.click(screen.getByRole("button", { name: "全部标为已读" }));
  expect(server.mark.mock.calls.map(([input]) => input)).toEqual([{ noticeId: "n1" }, { noticeId: null }]);
  server.mark.mockResolvedValueOnce({ ok: false, reasons: ["请重新登录。"] });
  await person.click(screen.getByRole("button", { name: "全部标为已读" }));
  expect(await screen.findByText("请重新登录。")).toBeVisible();
});
