/**
 * No folder leads back to itself over others, by a type neither. Tests are left out: what a test imports from the folder
 * of another does not bind the two.
 */
const { options } = require("./.dependency-cruiser.cjs");

/** Folders that still stand in a knot. Nothing is added here; the list goes when they are undone. */
const knownKnots = "^components/(entry-grid|ledger-import)$";

module.exports = {
  forbidden: [
    {
      name: "no-knots",
      severity: "error",
      scope: "folder",
      from: { path: "^(components|lib)/[^/]+", pathNot: knownKnots },
      to: { circular: true },
    },
  ],
  options: {
    ...options,
    exclude: { path: `${options.exclude.path}|\\.test\\.tsx?$|/testing/|^(prisma|e2e|bench|scripts)/` },
  },
};
