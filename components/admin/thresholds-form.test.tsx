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
  server.preview.mockResolvedValue({ ok: true, data: { reports: 0, units: [] } });
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
