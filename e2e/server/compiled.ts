import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";

/** A file with what its own names and its imported ones stand for. */
interface Module {
  file: string;
  /** Its first directive: such a file's functions run in a browser, or when it calls them. */
  isElsewhere: boolean;
  own: Map<string, ts.Node>;
  imported: Map<string, { file: string; name: string }>;
}

/** What asks who somebody is, or what they may do, and refuses. */
const doors = [
  "permittedVersion",
  "requireArea",
  "requirePermission",
  "requireSession",
  "sessionOrThrow",
  "watchingSession",
];

/** A server action as its feature declares it. */
export interface DeclaredAction {
  /** Of its feature's folder. */
  feature: string;
  name: string;
  /** As it is written: `inDistrict("unit.manage")`. */
  permission: string;
}

/** Every server action that the features declare, by name. */
export function actionsOfCode(): DeclaredAction[] {
  return readdirSync("lib/features")
    .filter((feature) => existsSync(`lib/features/${feature}/actions.ts`))
    .flatMap((feature) => {
      const found: DeclaredAction[] = [];
      walk(parse(`lib/features/${feature}/actions.ts`), (node) => {
        if (!ts.isCallExpression(node) || !/^(action|formAction)$/.test(node.expression.getText())) return;
        const [name, declaration] = node.arguments as unknown as [ts.StringLiteral, ts.ObjectLiteralExpression];
        const permission = declaration.properties
          .filter(ts.isPropertyAssignment)
          .find((property) => property.name.getText() === "permission")!;
        found.push({ feature, name: name.text, permission: permission.initializer.getText() });
      });
      return found;
    })
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** Every page and route handler of the application: its address and its file. */
export function routesOfCode(): { route: string; file: string }[] {
  return readdirSync("app", { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => /(^|\/)(page\.tsx|route\.ts)$/.test(file))
    .map((file) => ({ route: addressOf(file), file: `app/${file}` }))
    .sort((one, other) => (one.route < other.route ? -1 : 1));
}

function addressOf(file: string): string {
  const parts = file.split("/").slice(0, -1);
  return `/${parts.filter((part) => !part.startsWith("(")).join("/")}`;
}

/**
 * The doors that a page or route handler passes, each as it is written, in the order of the alphabet; empty where
 * nobody is asked anything. Followed from function to function over the imports; what runs in a browser is left out,
 * and so is a layout: a page does not wait for it.
 */
export function doorsOf(file: string): string[] {
  const found = new Set<string>();
  const seen = new Set<string>();
  const visit = (from: Module, name: string): void => {
    const key = `${from.file} ${name}`;
    if (seen.has(key) || from.isElsewhere) return;
    seen.add(key);
    const own = from.own.get(name);
    const imported = from.imported.get(name);
    if (own) walk(own, (node) => look(from, node));
    else if (imported) visit(moduleOf(imported.file), imported.name);
  };
  const look = (from: Module, node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && doors.includes(node.expression.text)) {
      found.add(`${node.expression.text}(${node.arguments[0]?.getText() ?? ""})`);
    }
    if (ts.isIdentifier(node) && (from.own.has(node.text) || from.imported.has(node.text))) visit(from, node.text);
  };
  const root = moduleOf(file);
  for (const name of root.own.keys()) if (/^(default|GET|HEAD|POST|PUT|DELETE)$/.test(name)) visit(root, name);
  return [...found].sort();
}

const modules = new Map<string, Module>();

function moduleOf(file: string): Module {
  const known = modules.get(file);
  if (known) return known;
  const source = parse(file);
  const made: Module = {
    file,
    isElsewhere: /^"use (client|server)"/.test(source.statements[0]?.getText() ?? ""),
    own: new Map(),
    imported: new Map(),
  };
  modules.set(file, made);
  for (const statement of source.statements) readStatement(made, statement);
  return made;
}

function readStatement(into: Module, statement: ts.Statement): void {
  if (ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)) {
    const target = statement.moduleSpecifier && resolve(into.file, statement.moduleSpecifier as ts.StringLiteral);
    const bindings = ts.isImportDeclaration(statement) ? statement.importClause?.namedBindings : statement.exportClause;
    if (!target) return;
    if (ts.isImportDeclaration(statement) && statement.importClause?.name)
      into.imported.set(statement.importClause.name.text, { file: target, name: "default" });
    if (bindings && (ts.isNamedImports(bindings) || ts.isNamedExports(bindings)))
      for (const { name, propertyName } of bindings.elements)
        into.imported.set(name.text, { file: target, name: (propertyName ?? name).text });
  } else if (ts.isVariableStatement(statement)) {
    for (const { name, initializer } of statement.declarationList.declarations)
      if (initializer) for (const each of namesOf(name)) into.own.set(each, initializer);
  } else if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) {
    if (statement.name) into.own.set(statement.name.text, statement);
    if (ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword))
      into.own.set("default", statement);
  } else if (ts.isExportAssignment(statement)) into.own.set("default", statement.expression);
}

function namesOf(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? namesOf(element.name) : []));
}

/** The file of ours that an import means; `null` for a package. */
function resolve(from: string, { text }: ts.StringLiteral): string | null {
  const path = text.startsWith("@/") ? text.slice(2) : text.startsWith(".") ? join(dirname(from), text) : null;
  if (path === null) return null;
  return [`${path}.ts`, `${path}.tsx`, `${path}/index.ts`].find((file) => existsSync(file)) ?? null;
}

function parse(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
}

function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  node.forEachChild((child) => walk(child, visit));
}
