// npm run licences: writes docs/licences.md, what of others' work the product is made of.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { rootFolder } from "@/lib/platform/postgres/installation";

/** Licences under which others' work may be part of an installation: each was read once. */
export const knownLicences: Readonly<Record<string, string>> = {
  "0BSD": "anything may be done",
  "Apache-2.0": "notice kept, patents granted",
  "BlueOak-1.0.0": "notice kept",
  "BSD-2-Clause": "notice kept",
  "BSD-3-Clause": "notice kept",
  "CC-BY-4.0": "data; its author named",
  "CC0-1.0": "anything may be done",
  "EPL-2.0": "changes of its own files published; none are made",
  ISC: "notice kept",
  "LGPL-3.0-or-later": "a library of its own beside the program, which may be exchanged (libvips of sharp)",
  MIT: "notice kept",
  "MIT-0": "none",
  "MPL-2.0": "changes of its own files published; none are made",
  "OFL-1.1": "fonts, not sold by themselves",
  PostgreSQL: "notice kept",
  "Python-2.0": "notice kept",
  Unlicense: "anything may be done",
  Zlib: "notice kept",
};

/** What packages do not say of themselves in a form that programs read, and where it is said. */
const saidElsewhere: readonly { name: RegExp; licence: string; where: string }[] = [
  { name: /^@next\/swc-/, licence: "MIT", where: "that of next, of which it is a part" },
  { name: /^@tailwindcss\/oxide-/, licence: "MIT", where: "that of @tailwindcss/oxide, of which it is a part" },
  {
    name: /^@myriaddreamin\/typst-ts-node-compiler-/,
    licence: "Apache-2.0",
    where: "that of the compiler it is a part of",
  },
  { name: /^seq-queue$/, licence: "MIT", where: "its file LICENSE" },
  { name: /^duck$/, licence: "BSD-2-Clause", where: "its file LICENSE" },
];

interface LockedPackage {
  version: string;
  license?: string;
  dev?: true;
  link?: true;
}

/** A package of the product, by its name, with its version and its licence as its author writes it. */
export interface Dependency {
  name: string;
  version: string;
  licence: string;
}

/** Every package that an installation runs, those of other systems included, in the order of names. */
export function productionDependencies(): Dependency[] {
  const { packages } = JSON.parse(readFileSync(join(rootFolder, "package-lock.json"), "utf8")) as {
    packages: Record<string, LockedPackage>;
  };
  const found = new Map<string, Dependency>();
  for (const [path, { version, license = "", dev, link }] of Object.entries(packages)) {
    if (path === "" || dev || link) continue;
    const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
    const elsewhere = saidElsewhere.find((each) => each.name.test(name));
    const said = license === "" || license === "BSD" ? elsewhere?.licence : license;
    found.set(`${name}@${version}`, { name, version, licence: said ?? "" });
  }
  return [...found.values()].sort((one, other) =>
    `${one.name} ${one.version}` < `${other.name} ${other.version}` ? -1 : 1,
  );
}

/**
 * Whether an expression of licences (SPDX) can be kept to with what is known: of an OR one part is enough, of an AND all
 * have to be known.
 */
export function isKnownLicence(expression: string): boolean {
  const plain = expression.replaceAll(/[()]/g, "");
  return plain
    .split(/\s+OR\s+/i)
    .some((choice) => choice.split(/\s+AND\s+/i).every((licence) => Object.hasOwn(knownLicences, licence.trim())));
}

/** docs/licences.md as it has to be now. */
export function licencePage(): string {
  const dependencies = productionDependencies();
  const counts = new Map<string, number>();
  for (const { licence } of dependencies) counts.set(licence, (counts.get(licence) ?? 0) + 1);
  return [
    "# Licences",
    "",
    `The ${dependencies.length} packages that an installation runs, those for other systems included, ` +
      "from `package-lock.json`. `npm run licences` writes this",
    "page; a test fails where it is not current or a licence is not known (`scripts/licences.ts`).",
    "",
    "| licence | packages |",
    "|---|---|",
    ...[...counts].sort((one, other) => other[1] - one[1]).map(([licence, count]) => `| ${licence} | ${count} |`),
    "",
    "Said elsewhere than in its package:",
    "",
    ...saidElsewhere.map(({ name, licence, where }) => `- \`${name.source}\`: ${licence}, ${where}`),
    "",
    "| package | version | licence |",
    "|---|---|---|",
    ...dependencies.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`),
    "",
  ].join("\n");
}

if (process.argv[1]?.endsWith("licences.ts")) writeFileSync(join(rootFolder, "docs/licences.md"), licencePage());
