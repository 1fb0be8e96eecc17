import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { ThresholdsForm } from "./thresholds-form";
import { thresholdDefinitions, thresholdsOf } from "@/lib/domain/words/thresholds";

const server = vi.hoisted(() => ({ preview: vi.fn(), save: vi.fn() }));
vi.mock("@/lib/features/thresholds/actions", () => ({
  previewThresholdsAction: server.preview,
  saveThresholdsAction: server.save,
}));

const [first] = thresholdDefinitions;

it("start from the limits that were seen, not from those of a page made anew behind them", async () => {
  server.preview.mockResolvedValue({ ok: true, data: { reports: 0, units: [], totals: null } });
  server.save.mockResolvedValue({ ok: true, data: undefined });
  const person = userEvent.setup();
  const { rerender } = render(<ThresholdsForm fiscalYearId="y1" stored={{}} />);
  const limit = screen.getByLabelText(first!.label);
  const change = async (value: string) => {
    await person.clear(limit);
    await person.type(limit, value);
    await person.click(screen.getByRole("button", { name: "查看影响" }));
    await person.click(await screen.findByRole("button", { name: "保存" }));
    return server.save.mock.lastCall![0] as { known: Record<string, number> };
  };
  // Somebody else saves another limit meanwhile.
  rerender(<ThresholdsForm fiscalYearId="y1" stored={{ [first!.id]: first!.initial + 2 }} />);
  expect((await change(String(first!.initial + 1))).known).toEqual(thresholdsOf({}));
  // What this person has saved is what is known from then on.
  expect((await change(String(first!.initial + 3))).known).toEqual(thresholdsOf({ [first!.id]: first!.initial + 1 }));
});

it("shows what limits of sums would find in totals, with a link to each rule", async () => {
  server.preview.mockResolvedValue({
    ok: true,
    data: { reports: 2, units: [], totals: { totals: 3, changed: [{ name: "全区", coming: ["S-22"], going: [] }] } },
  });
  const person = userEvent.setup();
  render(<ThresholdsForm fiscalYearId="y1" stored={{}} />);
  expect(screen.getByRole("link", { name: /S-22/ })).toHaveAttribute("href", "/rules#S-22");
  await person.click(screen.getByRole("button", { name: "查看影响" }));
  expect(
    await screen.findByText(/^核对了部门和全区的 3 份汇总.*其中 1 份有变化：新增 1 条，消除 0 条。/),
  ).toBeVisible();
  expect(screen.getByRole("row", { name: "全区 S-22 —" })).toBeVisible();
});
