import { expect, test } from "vitest";
import { planStart } from "./installation-plan";

const real = { id: "0195a000-0000-7000-8000-000000000001", kind: "real", since: "2026-01-05T01:00:00.000Z" } as const;
const demo = { ...real, id: "0195a000-0000-7000-8000-000000000002", kind: "demo" } as const;
const unasked = { demo: false, empty: false };
const first = { record: null, found: null, asked: unasked, isEmbedded: true, recordFile: ".data/installation.json" };

test("a demo is loaded where nothing ever was, and where it was asked for", () => {
  expect(planStart(first)).toEqual({ fill: "demo", kind: "demo" });
  expect(planStart({ ...first, isEmbedded: false, asked: { demo: true, empty: false } })).toEqual({
    fill: "demo",
    kind: "demo",
  });
  expect(planStart({ ...first, asked: { demo: false, empty: true } })).toEqual({ fill: "real", kind: "real" });
});

test("an empty database of somebody's own server becomes nothing by itself", () => {
  expect(planStart({ ...first, isEmbedded: false })).toEqual({
    refusal: expect.stringMatching(/--empty[\s\S]*--demo/),
  });
});

test("an empty database where there was one is a loss, whatever is asked for", () => {
  for (const asked of [unasked, { demo: true, empty: false }, { demo: false, empty: true }]) {
    for (const isEmbedded of [true, false]) {
      expect(planStart({ ...first, record: real, asked, isEmbedded })).toEqual({
        refusal: expect.stringContaining(real.id),
      });
    }
  }
});

test("the database remembered is served, and another is not", () => {
  expect(planStart({ ...first, record: real, found: real })).toEqual({ fill: null, kind: "real" });
  expect(planStart({ ...first, record: real, found: { ...real, id: demo.id } })).toEqual({
    refusal: expect.stringContaining("不是本系统的数据库"),
  });
  expect(planStart({ ...first, record: real, found: demo })).toEqual({
    refusal: expect.stringMatching(/演示数据[\s\S]*正式数据/),
  });
  expect(planStart({ ...first, record: demo, found: real })).toEqual({ refusal: expect.stringContaining(real.id) });
});

test("a database from before installations had numbers is entered, unless it is of the other kind", () => {
  expect(planStart({ ...first, found: { id: null, kind: "real" } })).toEqual({ fill: null, kind: "real" });
  expect(planStart({ ...first, record: real, found: { id: null, kind: "demo" } })).toEqual({
    refusal: expect.stringContaining("演示数据"),
  });
});

test("a demo never passes for a real installation, nor the other way round", () => {
  expect(planStart({ ...first, found: demo, asked: { demo: false, empty: true } })).toEqual({
    refusal: expect.stringContaining("数据未改动"),
  });
  expect(planStart({ ...first, found: real, asked: { demo: true, empty: false } })).toEqual({
    refusal: expect.stringContaining("数据未改动"),
  });
  expect(planStart({ ...first, found: real, asked: { demo: false, empty: true } })).toEqual({
    fill: "real",
    kind: "real",
  });
  expect(planStart({ ...first, asked: { demo: true, empty: true } })).toHaveProperty("refusal");
});
