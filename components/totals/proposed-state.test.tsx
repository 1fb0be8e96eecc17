import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it, vi } from "vitest";
import type { LoadedTotal } from "@/lib/features/totals/loaders";
import { ProposedState } from "./proposed-state";

const { propose, giveBack } = vi.hoisted(() => ({ propose: vi.fn(), giveBack: vi.fn() }));
vi.mock("@/lib/features/totals/actions", () => ({
  askForTotalAction: vi.fn(),
  freezeTotalAction: vi.fn(),
  proposeTotalAction: propose,
  returnTotalAction: giveBack,
  takeBackTotalAction: vi.fn(),
}));
vi.mock("@/lib/features/totals/loaders", () => ({}));

beforeEach(() => {
  for (const action of [propose, giveBack]) action.mockReset().mockResolvedValue({ ok: true, data: undefined });
});

const asked = { year: 2021, scope: { kind: "district" }, basis: "approved" } as const;
const total = {
  id: "waiting",
  basis: "approved",
  made: { members: [{}, {}] },
  contentHash: "0".repeat(64),
  madeById: "maker",
  madeBy: "甲",
  madeAt: new Date("2022-07-01T09:00:00+08:00"),
  frozenBy: null,
  frozenAt: null,
  returned: null,
} as unknown as NonNullable<LoadedTotal["proposed"]>["total"];

function show(part: Partial<LoadedTotal>) {
  render(
    <ProposedState
      loaded={{
        proposed: { total, changes: [], corrections: [] },
        returned: null,
        source: "live",
        personId: "reader",
        mayApprove: true,
        mayPrepare: true,
        nameOf: () => "区教育局",
        ...part,
      }}
      asked={asked}
      proposedHref="/proposed"
      liveHref="/live"
    />,
  );
  return screen.queryAllByRole("button").map(({ textContent }) => textContent);
}

it("can be read before it is approved, or sent back with a reason", async () => {
  const user = userEvent.setup();
  expect(show({})).toEqual(["批准汇总", "退回提请"]);
  expect(screen.getByRole("link", { name: "看提请的汇总" })).toHaveAttribute("href", "/proposed");
  await user.click(screen.getByRole("button", { name: "退回提请" }));
  const dialog = within(screen.getByRole("dialog"));
  expect(dialog.getByRole("button", { name: "退回提请" })).toBeDisabled();
  await user.type(dialog.getByLabelText("理由"), "上年数有误。");
  await user.click(dialog.getByRole("button", { name: "退回提请" }));
  expect(giveBack).toHaveBeenCalledWith({ totalId: "waiting", reason: "上年数有误。" });
});

it("is not offered for approval once it is outdated, but handed on anew, knowing what it replaces", async () => {
  const user = userEvent.setup();
  const changes = [{ unitId: "a", kind: "corrected", from: 1, to: 2 } as const];
  const corrections = [
    {
      unitId: "a",
      number: 2,
      reason: "金额有误。",
      published: { code: "101001", at: new Date("2022-09-01T01:00:00Z") },
    },
    { unitId: "b", number: 2, reason: "另一个单位的。", published: null },
  ];
  expect(show({ proposed: { total, changes, corrections } })).toEqual(["重新提请", "退回提请"]);
  expect(screen.getByText("待批准的汇总已经过时，不能批准")).toBeVisible();
  expect(screen.getByRole("listitem")).toHaveTextContent(
    "区教育局：已更正（第 1 版 → 第 2 版）第 2 版（2022年9月1日公开，更正公告）：金额有误。",
  );
  expect(screen.getByRole("link", { name: "更正公告" })).toHaveAttribute("href", "/r/101001/2021/v/2/changes");
  await user.click(screen.getByRole("button", { name: "重新提请" }));
  const dialog = within(screen.getByRole("dialog"));
  expect(dialog.getByText(/^甲提请的汇总还在等待批准，将由这一份代替/)).toBeVisible();
  await user.click(dialog.getByRole("button", { name: "代替原提请" }));
  expect(propose).toHaveBeenCalledWith({ ...asked, replaces: "waiting" });
});

it("is taken back by who handed it on, who does not approve it", () => {
  expect(show({ personId: "maker" })).toEqual(["撤回提请"]);
});

it("says why the last one was not approved", () => {
  const returned = {
    ...total,
    returned: { byId: "other", by: "乙", at: new Date("2022-07-02T09:00:00+08:00"), reason: "上年数有误。" },
  };
  show({ proposed: null, returned });
  expect(screen.getByText("乙退回了提请的汇总")).toBeVisible();
  expect(screen.getByText(/理由：上年数有误。/)).toBeVisible();
});
