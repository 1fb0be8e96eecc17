// The shape of the features: which files a folder has, and that every server action is declared through the one
// pipeline.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const root = join(process.cwd(), "lib/features");
const folders = readdirSync(root, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);
const names = ["actions.ts", "loaders.ts", "data.ts", "mutations.ts", "schema.ts"];

const parse = (file: string) =>
  ts.createSourceFile(file, readFileSync(join(process.cwd(), file), "utf8"), ts.ScriptTarget.Latest, true);

/** Source files of the product below a folder. */
function sources(folder: string): string[] {
  return readdirSync(join(process.cwd(), folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file) && !file.includes("generated"))
    .map((file) => join(folder, file));
}

describe("a feature", () => {
  it.each(folders)("%s has files of the five names only", (folder) => {
    const files = readdirSync(join(root, folder)).filter((file) => !file.endsWith(".test.ts"));
    expect(files.filter((file) => !names.includes(file))).toEqual([]);
  });
});

/** The statements of a file beside its directive, its imports and its types. */
function statementsOf(file: ts.SourceFile): ts.Statement[] {
  return file.statements.filter(
    (statement) =>
      !ts.isImportDeclaration(statement) &&
      !ts.isTypeAliasDeclaration(statement) &&
      !(ts.isExpressionStatement(statement) && ts.isStringLiteral(statement.expression)),
  );
}

/**
 * `export const nameAction = action("nameAction", { … })`, or the same with `formAction`; otherwise what is wrong with
 * it.
 */
function problemOf(statement: ts.Statement): string | null {
  const isExported =
    ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.[0]?.kind === ts.SyntaxKind.ExportKeyword;
  if (!ts.isVariableStatement(statement) || !isExported) return "is no exported constant";
  const [declared] = statement.declarationList.declarations;
  const call = declared?.initializer;
  if (!declared || !call || !ts.isCallExpression(call) || !ts.isIdentifier(call.expression)) return "calls nothing";
  if (!["action", "formAction"].includes(call.expression.text)) return `calls ${call.expression.text}`;
  const [name, declaration] = call.arguments;
  if (!name || !ts.isStringLiteral(name) || name.text !== declared.name.getText())
    return "is named otherwise in the log";
  if (!declaration || !ts.isObjectLiteralExpression(declaration)) return "is declared elsewhere";
  const said = declaration.properties.map((property) => property.name?.getText());
  const missing = ["input", "permission", "run"].filter((part) => !said.includes(part));
  return missing.length === 0 ? null : `does not say its ${missing.join(", ")}`;
}

describe("server actions", () => {
  const files = folders
    .filter((folder) => readdirSync(join(root, folder)).includes("actions.ts"))
    .map((folder) => `lib/features/${folder}/actions.ts`);

  it.each(files)("of %s are declarations with input, permission and deed, and nothing else", (file) => {
    const source = parse(file);
    expect(source.statements[0]?.getText()).toBe('"use server";');
    expect(
      statementsOf(source).flatMap((statement) => {
        const problem = problemOf(statement);
        return problem === null ? [] : [`${statement.getText().split("\n")[0]} ${problem}`];
      }),
    ).toEqual([]);
  });

  it("are found nowhere else", () => {
    const strays: string[] = [];
    for (const file of ["app", "components", "lib"].flatMap(sources)) {
      if (files.includes(file) || !readFileSync(join(process.cwd(), file), "utf8").includes('"use server"')) continue;
      const visit = (node: ts.Node): void => {
        if (
          ts.isExpressionStatement(node) &&
          ts.isStringLiteral(node.expression) &&
          node.expression.text === "use server"
        )
          strays.push(file);
        node.forEachChild(visit);
      };
      visit(parse(file));
    }
    expect(strays).toEqual([]);
  });

  it("are let in without an account in one case only", () => {
    const open = files.flatMap((file) =>
      statementsOf(parse(file)).flatMap((statement) =>
        /permission: anyone\b/.test(statement.getText()) ? [/const (\w+)/.exec(statement.getText())![1]] : [],
      ),
    );
    expect(open).toEqual(["signInAction"]);
  });
});
