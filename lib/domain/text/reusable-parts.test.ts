import { describe, expect, it } from "vitest";
import { reusableParts } from "./writing/reusable-parts";

describe("kept parts", () => {
  function text() {
    const figures = { a: 1, b: 2 };
    const written: string[] = [];
    const { ask, part } = reusableParts();
    const write = () =>
      part("whole", () => {
        written.push("whole");
        return (["a", "b"] as const).map((name) =>
          part(name, () => {
            written.push(name);
            return `${name}=${ask(() => figures[name])}`;
          }),
        );
      });
    return { figures, written, write };
  }

  it("stay the same object while every answer is the same", () => {
    const { written, write } = text();
    const before = write();
    expect(before).toEqual(["a=1", "b=2"]);
    expect(write()).toBe(before);
    expect(written).toEqual(["whole", "a", "b"]);
  });

  it("are written anew with what they stand in, and with nothing beside them, when an answer changes", () => {
    const { figures, written, write } = text();
    write();
    figures.b = 3;
    expect(write()).toEqual(["a=1", "b=3"]);
    expect(written.slice(3)).toEqual(["whole", "b"]);
  });

  it("forget nothing that a kept inner part was written from", () => {
    const { figures, write } = text();
    write();
    figures.b = 3;
    write();
    figures.a = 5;
    expect(write()).toEqual(["a=5", "b=3"]);
  });

  it("are asked for again after a writing that failed", () => {
    const { ask, part } = reusableParts();
    let isBroken = true;
    const write = () =>
      part("one", () => {
        if (ask(() => isBroken)) throw new RangeError("broken");
        return "written";
      });
    expect(write).toThrow("broken");
    isBroken = false;
    expect(write()).toBe("written");
  });
});
