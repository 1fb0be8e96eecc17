import { describe, expect, it } from "vitest";
import { z } from "zod";
import { readStored } from "@/lib/platform/stored-json";

const schema = z.array(z.object({ id: z.string() }));

describe("stored JSON", () => {
  it("is read as it was written", () => {
    expect(readStored(schema, [{ id: "a" }], "points of version 7")).toEqual([{ id: "a" }]);
  });

  it.each([
    [[{ id: "a" }, { id: 7 }], /^points of version 7 cannot be read: 1\.id: ./],
    ["a text", /^points of version 7 cannot be read: whole: ./],
  ])("in another form is an error that names it: %j", (stored, message) => {
    expect(() => readStored(schema, stored, "points of version 7")).toThrow(message);
  });
});
