import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { rootFolder } from "@/lib/platform/postgres/installation";

/** What is loaded with a file, by its imports of values, packages by their names; `import()` is loaded when it is reached. */
function loadedBy(file: string, loaded = new Set<string>(), packages = new Set<string>()): Set<string> {
  if (loaded.has(file)) return loaded;
  loaded.add(file);
  const source = ts.createSourceFile(file, readFileSync(join(rootFolder, file), "utf8"), ts.ScriptTarget.Latest);
  for (const statement of source.statements) {
    const isImport = ts.isImportDeclaration(statement);
    if (!isImport && !ts.isExportDeclaration(statement)) continue;
    if (isImport ? statement.importClause?.isTypeOnly : statement.isTypeOnly) continue;
    const from = statement.moduleSpecifier && (statement.moduleSpecifier as ts.StringLiteral).text;
    const at = from?.startsWith("@/") ? from.slice(2) : from?.startsWith(".") ? join(dirname(file), from) : undefined;
    if (at === undefined) {
      if (from && !from.startsWith("node:")) packages.add(from.split("/", from.startsWith("@") ? 2 : 1).join("/"));
      continue;
    }
    const found = ["", ".ts", ".tsx"]
      .map((end) => at + end)
      .find((name) => /\.\w+$/.test(name) && existsSync(join(rootFolder, name)));
    loadedBy(found ?? `${at}.ts`, loaded, packages);
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

test.each(["scripts/serve-container.ts", "site/front/main.ts", "scripts/door.mjs"])(
  "%s, which the container runs, needs no package that is left out of it",
  (file) => {
    const { dependencies } = JSON.parse(readFileSync(join(rootFolder, "package.json"), "utf8")) as {
      dependencies: Record<string, string>;
    };
    const packages = new Set<string>();
    loadedBy(file, new Set(), packages);
    expect([...packages].filter((name) => !(name in dependencies))).toEqual([]);
  },
);

test("the container is built with the pages' own sheet and script, and starts the front", () => {
  const dockerfile = readFileSync(join(rootFolder, "Dockerfile"), "utf8");
  const { scripts } = JSON.parse(readFileSync(join(rootFolder, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
  };
  expect(dockerfile).toMatch(/RUN npx prisma generate && npm run build\n/);
  expect(scripts.build).toContain("scripts/build-site.ts");
  expect(dockerfile).toMatch(/CMD \["node", "--import", "tsx", "scripts\/serve-container\.ts"\]/);
  expect([...loadedBy("scripts/serve-container.ts")]).toContain("scripts/serve.ts");
  expect(dockerfile, "copies of pages are kept by whoever runs it").toMatch(
    /mkdir -p .*\.data\/pages && chown -R node:node .*\.data\n/,
  );
});
