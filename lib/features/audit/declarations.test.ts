// What is declared is used: every permission is asked where its deed is done, every audit event is written somewhere.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { actionOnComment, commentKinds, type CommentDeed } from "@/lib/domain/report/comment-kinds";
import { transitionNames } from "@/lib/domain/report/lifecycle";
import { actions } from "@/lib/domain/report/actions";
import { actionOfTransition } from "@/lib/domain/report/permissions";
import { auditActions } from "@/lib/features/audit/schema";

/** Functions that refuse who may not. */
const doors = [
  "can",
  "grantVersion",
  "inDistrict",
  "onOwnAccount",
  "onUnit",
  "onVersion",
  "permittedVersion",
  "requirePermission",
];

const deeds: readonly CommentDeed[] = ["read", "write", "answer", "resolve"];

/** What a call that chooses the permission may come to. */
const choosers: Readonly<Record<string, readonly string[]>> = {
  actionOfTransition: transitionNames.map(actionOfTransition),
  actionOnComment: commentKinds.flatMap((kind) => deeds.map((deed) => actionOnComment(kind, deed))),
};

function productFiles(): ts.SourceFile[] {
  const files = ["app", "components", "lib"].flatMap((folder) =>
    readdirSync(join(process.cwd(), folder), { recursive: true, encoding: "utf8" }).map((file) => join(folder, file)),
  );
  return files
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file) && !file.includes("generated"))
    .map((file) => ts.createSourceFile(file, readFileSync(join(process.cwd(), file), "utf8"), ts.ScriptTarget.Latest));
}

function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  node.forEachChild((child) => walk(child, visit));
}

/** Every string that the expression may be: literals, branches, and `report.${step}` for each step. */
function stringsIn(expression: ts.Node): string[] {
  const found: string[] = [];
  walk(expression, (node) => {
    if (ts.isStringLiteralLike(node)) found.push(node.text);
    if (ts.isTemplateExpression(node) && node.templateSpans.length === 1)
      found.push(...transitionNames.map((step) => `${node.head.text}${step}`));
  });
  return found;
}

const nameOf = (call: ts.CallExpression) => (ts.isIdentifier(call.expression) ? call.expression.text : "");

describe("declarations", () => {
  const files = productFiles();

  it("of permissions are each asked by product code", () => {
    const asked = new Set<string>();
    for (const file of files)
      walk(file, (node) => {
        if (!ts.isCallExpression(node) || !doors.includes(nameOf(node))) return;
        for (const argument of node.arguments) {
          if (ts.isStringLiteralLike(argument)) asked.add(argument.text);
          walk(argument, (inner) => {
            if (ts.isCallExpression(inner)) for (const action of choosers[nameOf(inner)] ?? []) asked.add(action);
            if (ts.isConditionalExpression(inner)) for (const action of stringsIn(inner)) asked.add(action);
          });
        }
      });
    expect(actions.filter((action) => !asked.has(action))).toEqual([]);
  });

  it("of audit events are each written by product code", () => {
    const written = new Set<string>();
    for (const file of files)
      walk(file, (node) => {
        if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name) && node.name.text === "action")
          for (const action of stringsIn(node.initializer)) written.add(action);
      });
    expect(Object.keys(auditActions).filter((action) => !written.has(action))).toEqual([]);
  });
});
