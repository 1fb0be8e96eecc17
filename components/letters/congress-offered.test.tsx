import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { CongressOffered } from "./congress-offered";

const { fill } = vi.hoisted(() => ({ fill: vi.fn() }));
vi.mock("@/lib/features/letter-drafts/actions", () => ({ fillInCongressAction: fill }));

const decision = "第三次会议关于批准2021年决算的决议（罗人发〔2022〕12号，2022年6月29日）";

it("offers the decision in words, fills it in when asked, and says what was not done", async () => {
  const user = userEvent.setup();
  fill.mockResolvedValueOnce({ ok: false, reasons: ["他人刚刚修改了这份批复，请刷新后核对再办理。"] });
  render(<CongressOffered letterId="letter" revision={3} decision={decision} places={1} />);
  expect(screen.getByText(decision)).toBeVisible();
  await user.click(screen.getByRole("button", { name: "填入人大批准" }));
  expect(fill).toHaveBeenCalledWith({ letterId: "letter", revision: 3 });
  expect(screen.getByText(/他人刚刚修改了这份批复/)).toBeVisible();
});

it("says that a text without a place for it stays as it was written", () => {
  render(<CongressOffered letterId="letter" revision={3} decision={decision} places={0} />);
  expect(screen.getByText(/您写的文字不改动；需要写明的，请在“修改”中写入/)).toBeVisible();
  expect(screen.getByRole("button", { name: "已核对正文，列为批复依据" })).toBeEnabled();
});
