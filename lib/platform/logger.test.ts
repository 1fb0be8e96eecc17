// What the log is told: of which request, and nothing of a person's name or of what somebody typed.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { createLogger } from "@/lib/platform/logger";

describe("an error of the database", () => {
  const refused = Object.assign(new Error('new row for relation "comment" violates check constraint "x"'), {
    code: "23514",
    detail: "Failing row contains (王小明, 请核对三公经费).",
    where: "SQL statement with 王小明",
  });

  it.each([
    ["as pg throws it", refused],
    ["as a cause", new Error("not saved", { cause: refused })],
    [
      "as Prisma wraps it",
      Object.assign(new Error("failed"), { meta: { driverAdapterError: { cause: { ...refused } } } }),
    ],
  ])("is written %s with its message and code, and without the row that was refused", (_, error) => {
    const lines: string[] = [];
    createLogger({ write: (line) => void lines.push(line) }).error({ err: error }, "failed");
    expect(lines[0]).toContain("23514");
    expect(lines[0]).toContain('"stack"');
    expect(lines[0]).not.toMatch(/王小明|三公/);
  });
});

interface Call {
  place: string;
  /** Name of the function: `logger.error`, `AppError`. */
  callee: string;
  args: readonly string[];
}

/** Every call by which something gets into the log, in the sources of the product. */
const calls: Call[] = ["app", "lib", "site", "instrumentation.ts"].flatMap((folder) => {
  const root = process.cwd();
  const files = folder.endsWith(".ts")
    ? [folder]
    : readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((file) => join(folder, file));
  return files
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|generated|testing/.test(file))
    .flatMap((file) => callsIn(file, readFileSync(join(root, file), "utf8")));
});

function callsIn(file: string, text: string): Call[] {
  if (!/\blogger\b|AppError/.test(text)) return [];
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: Call[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      const callee = node.expression.getText();
      const place = `${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
      if (/^logger(\.(trace|debug|info|warn|error|fatal)\b|\[)/.test(callee) || callee === "AppError")
        found.push({ place, callee, args: (node.arguments ?? []).map((each) => each.getText()) });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const logged = calls.filter(({ callee }) => callee !== "AppError");

describe("calls of the log", () => {
  it("are found", () => {
    expect(logged.length).toBeGreaterThan(20);
    expect(calls.length - logged.length).toBeGreaterThan(80);
  });

  it("name no person, and hand on nothing that was typed, searched for or is the title of something", () => {
    const personal =
      /\b(?:username|fullName|personName|actorName|\w*[Ss]earch\w*|query|typed|input(?!\.\w+Id\b)|password)\b|\.(?:name|text|title|label|body)\b/;
    const told = calls.filter(({ args }) => personal.test(args.join(", ").replaceAll(/"[^"]*"/g, "")));
    expect(told.map(({ place, args }) => `${place} ${args.join(", ")}`)).toEqual([]);
  });

  it("have a sentence that says what happened and never what was given", () => {
    const others = logged.filter(({ args }) => !/^("[^"]*"|failure|messages\[event\.outcome\])$/.test(args.at(-1)!));
    expect(others.map(({ place }) => place)).toEqual([]);
  });

  it("in what answers requests say which request it was", () => {
    const ofRequests = logged.filter(({ place }) => /^(?:app\/|instrumentation)/.test(place));
    expect(ofRequests.length).toBeGreaterThan(4);
    const without = ofRequests.filter(
      ({ args }) => !/\.\.\.context|\.\.\.told|requestContext\(\)|requestId/.test(args[0]!),
    );
    expect(without.map(({ place }) => place)).toEqual([]);
  });
});
