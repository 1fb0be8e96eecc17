// What the bureau thinks of a report for itself is read by the pages of the bureau alone: nothing else in the product
// touches the tables, or the code that reads them.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const files = ["app", "components", "lib", "site"].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
    .map((file) => join(folder, file).replaceAll("\\", "/"))
    .filter((file) => !file.startsWith("lib/platform/generated/")),
);
const filesWith = (pattern: RegExp) => files.filter((file) => pattern.test(readFileSync(file, "utf8"))).toSorted();

it("the answers and signatures are read in one folder", () => {
  expect(filesWith(/review(PointAnswer|SignOff)\b|review_(point_answer|sign_off)\b/)).toEqual([
    "lib/features/point-answers/data.ts",
    "lib/features/point-answers/mutations.ts",
    "lib/platform/postgres/privileges.ts",
  ]);
});

it("the private note is on the page of the review and nowhere else", () => {
  expect(filesWith(/bureauNote/)).toEqual([
    "components/review/points/point-item.tsx",
    "lib/domain/review-points/standing.ts",
    "lib/features/point-answers/data.ts",
    "lib/features/point-answers/mutations.ts",
    "lib/features/point-answers/schema.ts",
  ]);
});

it("whoever loads the answers shows them to the bureau", () => {
  expect(filesWith(/features\/points-of-report\/loaders/)).toEqual([
    "app/(bureau)/review/[unitCode]/[year]/page.tsx",
    "app/files/review/[versionId]/[format]/route.ts",
  ]);
  expect(filesWith(/features\/point-answers\/data/)).toEqual([
    "lib/features/point-answers/mutations.ts",
    "lib/features/points-of-report/loaders.ts",
    // Whether the signatures are there that 批复 waits for.
    "lib/features/report-steps/data.ts",
  ]);
});
