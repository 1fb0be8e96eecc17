import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { rootFolder } from "@/lib/platform/postgres/installation";
import { decisionIndex } from "./decisions";

it("the index of decisions lists every record with its status (npm run decisions)", () => {
  expect(readFileSync(join(rootFolder, "docs/decisions/README.md"), "utf8")).toBe(decisionIndex());
});
