import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { rootFolder } from "@/lib/platform/postgres/installation";

/** What is loaded with a file, by its imports of values; `import()` is loaded when it is reached. */
function loadedBy(file: string, loaded = new Set<string>()): Set<string> {
  if (loaded.has(file)) return loaded;
  loaded.add(file);
  const source = ts.createSourceFile(file, readFileSync(join(rootFolder, file), "utf8"), ts.ScriptTarget.Latest);
  for (const statement of source.statements) {
    const isImport = ts.isImportDeclaration(statement);
    if (!isImport && !ts.isExportDeclaration(statement)) continue;
    if (isImport ? statement.importClause?.isTypeOnly : statement.isTypeOnly) continue;
    const from = statement.moduleSpecifier && (statement.moduleSpecifier as ts.StringLiteral).text;
    const at = from?.startsWith("@/") ? from.slice(2) : from?.startsWith(".") ? join(dirname(file), from) : undefined;
    if (at === undefined) continue;
    const found = ["", ".ts", ".tsx"]
      .map((end) => at + end)
      .find((name) => /\.\w+$/.test(name) && existsSync(join(rootFolder, name)));
    loadedBy(found ?? `${at}.ts`, loaded);
  }
  return loaded;
}

test.each(["scripts/test.ts", "scripts/start.ts"])("%s is loaded on a fresh clone, which has no client yet", (file) => {
  const loaded = [...loadedBy(file)];
  expect(loaded.length).toBeGreaterThan(5);
  expect(loaded.filter((name) => name === "lib/platform/db.ts" || name.startsWith("lib/platform/generated/"))).toEqual(
    [],
  );
});
