import { fireEvent, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it, vi } from "vitest";
import { LetterControls } from "./letter-controls";

const { issue } = vi.hoisted(() => ({ issue: vi.fn() }));
vi.mock("@/lib/features/letters/actions", () => ({
  issueLetterAction: issue,
  receiveLetterAction: vi.fn(),
  revokeLetterAction: vi.fn(),
}));
vi.mock("@/lib/features/letter-drafts/actions", () => ({
  deleteDraftAction: vi.fn(),
  draftCorrectionAction: vi.fn(),
  draftUnitLettersAction: vi.fn(),
}));

beforeEach(() => {
  issue.mockReset().mockResolvedValue({ ok: true, data: undefined });
});

it("says that a day has not come yet, and issues on one that has", async () => {
  const user = userEvent.setup();
  render(
    <LetterControls
      letterId="letter"
      revision={2}
      status="draft"
      rights={{ mayRead: true, mayDraft: true, mayIssue: true, mayReceive: false, mayPassOn: false }}
      isPassedOn={false}
      isOfBureau
      listPath="/review/letters"
      today="2022-07-08"
    />,
  );
  await user.click(screen.getByRole("button", { name: "印发" }));
  const dialog = within(screen.getByRole("dialog"));
  fireEvent.change(dialog.getByLabelText(/^成文日期/), { target: { value: "2027-05-01" } });
  expect(dialog.getByRole("alert")).toHaveTextContent("成文日期2027年5月1日还没有到。");
  expect(dialog.getByRole("button", { name: "确认印发" })).toBeDisabled();
  fireEvent.change(dialog.getByLabelText(/^成文日期/), { target: { value: "2022-07-08" } });
  expect(dialog.queryByRole("alert")).toBeNull();
  await user.click(dialog.getByRole("button", { name: "确认印发" }));
  expect(issue).toHaveBeenCalledWith({ letterId: "letter", revision: 2, signedOn: "2022-07-08" });
});
