import "../testing/actions";
import { act, render, waitFor } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import { deskReport, office, wages } from "../testing/desk-report";
import { startServer } from "../testing/server";
import type { Desk } from "./desk";
import type { DeskState } from "./desk-state";
import { DeskProvider, useDesk, useDeskActs } from "./use-desk";

beforeEach(startServer);

/** A desk of two parts that count how often they are rendered, and the ways to act on it. */
function deskOf(parts: Record<string, (state: DeskState) => unknown>) {
  const rendered: Record<string, number> = {};
  let desk: Desk | undefined;
  function Part({ name, part }: { name: string; part: (state: DeskState) => unknown }) {
    useDesk(part);
    rendered[name] = (rendered[name] ?? 0) + 1;
    return null;
  }
  function Acts() {
    desk = useDeskActs();
    return null;
  }
  render(
    <DeskProvider report={deskReport()} initial={{ view: "income", tab: "checks" }}>
      <Acts />
      {Object.entries(parts).map(([name, part]) => (
        <Part key={name} name={name} part={part} />
      ))}
    </DeskProvider>,
  );
  return { rendered, desk: desk! };
}

describe("the store of the desk", () => {
  it("renders nothing for the keys of a figure, and once what follows from it when a pause comes", async () => {
    const { rendered, desk } = deskOf({ seen: ({ seen }) => seen, sheet: ({ place }) => place.view });
    await waitFor(() => expect(desk.store.read().saving.phase).toBe("idle"));
    const before = { ...rendered };
    act(() => {
      for (const input of ["1", "12", "120", "1200"]) desk.edits().type({ key: wages, input, unit: "yuan" });
    });
    expect(rendered).toEqual(before);
    await waitFor(() => expect(desk.store.read().seen.model.amount(wages)).toBe(120_000));
    await waitFor(() => expect(rendered).toEqual({ ...before, seen: before.seen! + 1 }));
  });

  it("renders only who reads what was changed", async () => {
    const { rendered, desk } = deskOf({
      tab: ({ place }) => place.tab,
      view: ({ place }) => place.view,
      texts: ({ texts }) => texts.get("profile.duties"),
    });
    await waitFor(() => expect(desk.store.read().saving.phase).toBe("idle"));
    const before = { ...rendered };
    act(() => desk.ways.setTab("source"));
    expect(rendered).toEqual({ ...before, tab: before.tab! + 1 });
    act(() => desk.typeText("profile.duties", "管理"));
    expect(rendered).toEqual({ ...before, tab: before.tab! + 1, texts: before.texts! + 1 });
  });

  it("shows the change of an urgent part while what follows from the figures is still to come", () => {
    const { desk } = deskOf({ seen: ({ seen }) => seen });
    act(() => desk.edits().change([{ key: wages, before: "1000", input: "一千" }], "typed", "yuan"));
    const { own, seen } = desk.store.read();
    expect(own.invalid.get(wages)).toBe("一千");
    expect(seen.model.amount(wages)).toBeNull();
  });

  it("keeps the row of a cleared figure on its sheet until somebody takes it off", async () => {
    const { desk } = deskOf({});
    act(() => desk.edits().change([{ key: office, before: "500", input: "" }], "clear", "yuan"));
    await waitFor(() => expect(desk.store.read().own.kept["income:"]).toEqual(["2010302"]));
    act(() => desk.rows().remove({ sheet: "income", fund: "" }, ["2010302"]));
    expect(desk.store.read().own.kept["income:"]).toEqual([]);
  });

  it("works on the figures of a rehearsal while there is one, and leaves the report's own alone", async () => {
    const { desk } = deskOf({});
    await waitFor(() => expect(desk.store.read().saving.phase).toBe("idle"));
    act(() => desk.rehearsal.begin());
    act(() => desk.edits().change([{ key: wages, before: "1000", input: "900" }], "typed", "yuan"));
    expect(desk.store.read().seen.model.amount(wages)).toBe(90_000);
    expect(desk.store.read().saving.unsent).toBe(0);
    await waitFor(() => expect(desk.store.read().rehearsal.moved).toHaveLength(1));
    act(() => desk.rehearsal.leave());
    expect(desk.store.read().seen.model.amount(wages)).toBe(100_000);
    act(() => desk.rehearsal.begin());
    act(() => desk.adoptRehearsal(new Set([wages])));
    await waitFor(() => expect(desk.store.read().seen.model.amount(wages)).toBe(90_000));
    expect(desk.store.read().rehearsed).toBeNull();
    expect(desk.store.read().rehearsal.moved).toEqual([]);
  });
});
