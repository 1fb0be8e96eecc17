import nextVitals from "eslint-config-next/core-web-vitals";
import nextTypescript from "eslint-config-next/typescript";
import { defineConfig, globalIgnores } from "eslint/config";

// A prepared statement belongs to one connection of the server; behind PgBouncer the next request has another.
const namelessStatements = [
  {
    selector: "CallExpression[callee.property.name='query'] > ObjectExpression > Property[key.name='name']",
    message: "Statements have no names (docs/decisions/0044).",
  },
  {
    selector: "Property[key.name='statementNameGenerator']",
    message: "Statements have no names (docs/decisions/0044).",
  },
];

// What is written out is checked by the compiler against what the formats declare.
const checkedNames = [
  {
    selector: "CallExpression[callee.name='factKey'][arguments.0.type='Literal'][arguments.3.type='Literal']",
    message: "Write `namedFactKey`, or `factKeyOfRow` where the row comes from accounts (docs/decisions/0081).",
  },
];

export default defineConfig([
  ...nextVitals,
  ...nextTypescript,
  globalIgnores([
    ".next/**",
    ".data/**",
    ".site/**",
    "lib/platform/generated/**",
    "next-env.d.ts",
    // Shown and handed out as it stands: short lines are what it is for.
    "lib/documents/proof/verify.mjs",
    "playwright-report/**",
    "test-results/**",
  ]),
  {
    rules: {
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-console": "error",
      "no-restricted-syntax": ["error", ...namelessStatements],
      // Speaks of the React Compiler, which is not used here.
      "react-hooks/incompatible-library": "off",
    },
  },
  {
    // Declarations stand below the names that are made of them.
    files: ["components/**", "lib/**"],
    ignores: ["lib/domain/words/**", "lib/domain/formats/**", "**/testing/**", "**/*.test.*"],
    rules: { "no-restricted-syntax": ["error", ...namelessStatements, ...checkedNames] },
  },
  {
    // What the public reads are plain documents: a link loads the next one, with JavaScript or without.
    files: ["app/(public)/**", "app/sign-in/**", "app/*.tsx", "components/public/**", "site/**"],
    rules: { "@next/next/no-html-link-for-pages": "off" },
  },
  {
    // Documents that Next has no part in.
    files: ["site/**"],
    rules: { "@next/next/no-head-element": "off", "@next/next/no-sync-scripts": "off" },
  },
  {
    files: ["scripts/**", "lib/cli/**", "bench/**", "prisma/seed/**"],
    rules: { "no-console": "off" },
  },
  {
    // The baseline of a benchmark is the fastest statement there is.
    files: ["bench/**"],
    rules: { "no-restricted-syntax": "off" },
  },
  {
    // What dependency-cruiser reads.
    files: ["**/*.cjs"],
    rules: { "@typescript-eslint/no-require-imports": "off" },
  },
  {
    // Playwright's fixture argument is called `use`, which the React hooks rule takes for a hook.
    files: ["e2e/**"],
    rules: { "react-hooks/rules-of-hooks": "off" },
  },
]);
