const { readdirSync, readFileSync } = require("node:fs");
const { join } = require("node:path");

/** Files that run in browsers only as parts of an application: they begin with "use client". */
const clientFiles = ["app", "components"]
  .flatMap((folder) =>
    readdirSync(join(__dirname, folder), { recursive: true, encoding: "utf8" }).map((file) => `${folder}/${file}`),
  )
  .filter((file) => /\.tsx?$/.test(file) && /^"use client"/.test(readFileSync(join(__dirname, file), "utf8")))
  .map((file) => file.replace(/[.()[\]]/g, "\\$&"));

/** The floors of lib/domain, lowest first: imports only go down, those of types too. */
const floors = [
  ["words"],
  ["formats"],
  ["engine"],
  ["performance"],
  ["text"],
  ["register"],
  ["decision"],
  ["checks"],
  ["report"],
  ["consolidation"],
  ["backup", "document", "ledger-import", "lists", "proof", "questions", "site", "suspects", "rule-book"],
  ["search", "inspection", "operation", "differences", "notices"],
  ["review-points"],
];

/** A folder of a floor imports nothing of the floors above it and nothing of its neighbours. */
const floorRules = floors
  .flatMap((folders, floor) =>
    folders.map((folder) => {
      const beside = folders.filter((other) => other !== folder);
      const forbidden = [...beside, ...floors.slice(floor + 1).flat()];
      return {
        name: `floor-of-${folder}`,
        comment: `lib/domain/${folder} stands on ${floors.slice(0, floor).flat().join(", ") || "nothing"}.`,
        severity: "error",
        from: { path: `^lib/domain/${folder}/`, pathNot: "\\.test\\.ts$" },
        to: { path: `^lib/domain/(${forbidden.join("|")})/` },
      };
    }),
  )
  .filter(({ to }) => to.path !== "^lib/domain/()/");

/** Direction of dependencies: app → components → lib/features → lib/documents, lib/platform → lib/domain. */
module.exports = {
  forbidden: [
    {
      name: "no-circles",
      comment: "No file leads back to itself, by a type neither.",
      severity: "error",
      from: { pathNot: "^lib/platform/generated" },
      to: { circular: true },
    },
    ...floorRules,
    {
      name: "domain-folders-are-the-floors",
      severity: "error",
      from: { path: "^lib/" },
      to: { path: "^lib/domain/", pathNot: `^lib/domain/(${floors.flat().join("|")}|testing)/` },
    },
    {
      name: "pages-ask-loaders",
      comment: "A page or layout shows what a loader hands out, which has asked who may see it.",
      severity: "error",
      from: { path: "^app/.*/?(page|layout)\\.tsx$" },
      to: { path: "^lib/features/[^/]+/(data|mutations)\\.ts$" },
    },
    {
      name: "domain-imports-only-itself",
      comment:
        "lib/domain is pure TypeScript: no React, Next, Prisma, zod, node, and no other layer. Days are counted by date-fns, pure itself; chinese-days is data.",
      severity: "error",
      from: { path: "^lib/domain/", pathNot: "\\.test\\.ts$|^lib/domain/testing/" },
      to: { pathNot: "^lib/domain/|^node_modules/(date-fns|chinese-days)/" },
    },
    {
      name: "test-data-stays-in-tests",
      severity: "error",
      from: { path: "^(app|components|lib)/", pathNot: "\\.test\\.tsx?$|/testing/" },
      to: { path: "^lib/.*/testing/" },
    },
    {
      name: "engine-has-one-face",
      comment: "Types come from lib/domain/engine/contract.ts, everything else from figures.ts (ADR 0070).",
      severity: "error",
      from: { pathNot: "^lib/domain/engine/|\\.test\\.ts$" },
      to: { path: "^lib/domain/engine/inside/" },
    },
    {
      name: "platform-knows-no-domain",
      severity: "error",
      from: { path: "^lib/platform/" },
      to: { path: "^(app|components|lib/(domain|documents|features|cli))/" },
    },
    {
      name: "documents-use-only-domain",
      severity: "error",
      from: { path: "^lib/documents/", pathNot: "\\.test\\.ts$" },
      to: { path: "^(app|components|lib/(features|platform|cli))/" },
    },
    {
      name: "files-come-in-through-one-door",
      comment:
        "What opens a file of somebody else's making runs in a process with limits: lib/documents/reading/open-file.ts.",
      severity: "error",
      from: { path: "^(app|components|lib/(features|cli))/", pathNot: "\\.test\\.tsx?$" },
      to: {
        path: "^lib/documents/(excel/parse-workbook|ledger/(read-ledger|table-file)|lists/read-list|pdf/read-pdf)\\.ts$",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "features-know-no-screens",
      severity: "error",
      from: { path: "^lib/features/" },
      to: { path: "^(app|components)/" },
    },
    {
      name: "background-work-stands-above-features",
      comment:
        "A feature asks for a job; how it is done, lib/background knows, and the server that starts it (instrumentation.ts).",
      severity: "error",
      from: { path: "^(app|components|lib/(domain|documents|platform|features|cli))/", pathNot: "\\.test\\.tsx?$" },
      to: { path: "^lib/background/" },
    },
    {
      name: "components-use-only-actions-and-schema",
      comment: "A component may use domain code and a feature's actions.ts or schema.ts.",
      severity: "error",
      from: { path: "^components/", pathNot: "\\.test\\.tsx?$" },
      to: {
        path: "^(app|lib/(features|documents|platform|cli))/",
        pathNot: "^lib/features/[^/]+/(actions|schema)\\.ts$",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "pages-as-files-run-nowhere",
      comment:
        "A page that is rendered to a file holds no component of the application's scripts: its tree would end in an error at publication.",
      severity: "error",
      from: { path: "^site/(render\\.tsx|pages/)" },
      to: { path: `^(${clientFiles.join("|")})$`, reachable: true },
    },
    {
      name: "site-stands-beside-the-routes",
      comment:
        "What makes and serves pages as files is used by routes, by background work, by the command line and by what starts servers.",
      severity: "error",
      from: { path: "^(components|lib)/", pathNot: "^lib/(background|cli)/" },
      to: { path: "^site/" },
    },
    {
      name: "site-knows-no-routes",
      severity: "error",
      from: { path: "^site/", pathNot: "\\.test\\.ts$" },
      to: { path: "^(app/(?!theme\\.css)|lib/background/)" },
    },
    {
      name: "the-front-is-light",
      comment:
        "It answers while the application is away, and begins in a second: no Prisma, no component; of the domain and the documents what imports nothing.",
      severity: "error",
      from: { path: "^site/front/", pathNot: "\\.test\\.ts$" },
      to: {
        path: [
          "^(components/|lib/features/|lib/platform/(db\\.ts|generated/))",
          "^lib/domain/(?!words/report-path\\.ts)",
          "^lib/documents/(?!open-data/asked-each-time\\.ts)",
        ],
        reachable: true,
      },
    },
    {
      name: "ui-knows-no-domain",
      severity: "error",
      from: { path: "^components/ui/" },
      to: { path: "^(app|lib|components/(?!ui/))" },
    },
    {
      name: "nobody-imports-routes",
      severity: "error",
      from: { pathNot: "^(app|e2e)/" },
      to: { path: "^app/" },
    },
    {
      name: "only-data-and-mutations-import-prisma",
      severity: "error",
      from: {
        path: "^(app|components|lib)/",
        pathNot:
          "^lib/(platform|cli)/|^lib/features/.+/(data|mutations)\\.ts$|\\.db\\.test\\.ts$|^app/api/(health|v1/testing)/",
      },
      to: {
        path: "^lib/platform/(db\\.ts$|generated/)|node_modules/(@prisma/|pg/)",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "no-unresolved-import",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(\\.next|\\.data|lib/platform/generated)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["react-server", "import", "require", "node", "default", "types"],
    },
  },
};
