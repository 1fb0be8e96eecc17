/**
 * No folder leads back to itself over others, by a type neither. Tests are left out: what a test imports from the folder
 * of another does not bind the two.
 */
const { options } = require("./.dependency-cruiser.cjs");

module.exports = {
  forbidden: [
    {
      name: "no-knots",
      severity: "error",
      scope: "folder",
      from: { path: "^(components|lib)/[^/]+" },
      to: { circular: true },
    },
  ],
  options: {
    ...options,
    exclude: { path: `${options.exclude.path}|\\.test\\.tsx?$|/testing/|^(prisma|e2e|bench|scripts)/` },
  },
};
