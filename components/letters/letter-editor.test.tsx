import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it, vi } from "vitest";
import { sampleLetter } from "@/lib/domain/decision/letter/sample-letter";
import { LetterEditor } from "./letter-editor";

const { edit } = vi.hoisted(() => ({ edit: vi.fn() }));
vi.mock("@/lib/features/letter-drafts/actions", () => ({ editLetterAction: edit }));

const page = (revision: number) => <LetterEditor letterId="letter" revision={revision} letter={sampleLetter} />;

beforeEach(() => edit.mockReset().mockResolvedValue({ ok: true, data: { revision: 4 } }));

it("closes once the page has what was saved: the steps beside it know no older draft", async () => {
  const person = userEvent.setup();
  const { rerender } = render(page(3));
  await person.click(screen.getByRole("button", { name: "修改" }));
  await person.click(screen.getByRole("button", { name: "保存" }));
  expect(screen.getByRole("button", { name: "正在保存……" })).toBeDisabled();
  rerender(page(4));
  expect(screen.queryByRole("dialog")).toBeNull();
});

it("keeps what is typed when somebody else has saved meanwhile, and compares with what was seen", async () => {
  const person = userEvent.setup();
  edit.mockResolvedValueOnce({ ok: false, reasons: ["他人刚刚修改了这份批复，请刷新后核对再办理。"] });
  const { rerender } = render(page(3));
  await person.click(screen.getByRole("button", { name: "修改" }));
  await person.clear(screen.getByLabelText("标题"));
  await person.type(screen.getByLabelText("标题"), "我的标题");
  rerender(page(4));
  expect(screen.getByLabelText("标题")).toHaveValue("我的标题");
  await person.click(screen.getByRole("button", { name: "保存" }));
  expect(edit.mock.lastCall![0]).toMatchObject({ revision: 3, title: "我的标题" });
  expect(screen.getByText(/他人刚刚修改了这份批复/)).toBeVisible();
});
