import { existsSync, readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { dividedByLength, measuredSeconds } from "./browser-parts";

const stories = readdirSync("e2e", { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".spec.ts"))
  .map((file) => `e2e/${file.replaceAll("\\", "/")}`);

describe("parts of the browser tests", () => {
  it("hold every story once", () => {
    expect(dividedByLength(stories, 5).flat()).toEqual([...stories].sort());
  });

  it("take about as long as each other", () => {
    const lengths = dividedByLength(stories, 5).map((part) =>
      part.reduce((sum, file) => sum + (measuredSeconds[file] ?? 15), 0),
    );
    expect(Math.max(...lengths) / Math.min(...lengths)).toBeLessThan(1.5);
  });

  it("name no story that is gone", () => {
    expect(Object.keys(measuredSeconds).filter((file) => !existsSync(file))).toEqual([]);
  });

  it("are no more than there are stories, and none is empty", () => {
    expect(dividedByLength(["e2e/b.spec.ts", "e2e/a.spec.ts"], 4)).toEqual([["e2e/a.spec.ts"], ["e2e/b.spec.ts"]]);
    expect(dividedByLength([], 4)).toEqual([]);
  });
});
