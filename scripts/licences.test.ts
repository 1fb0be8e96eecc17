import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { isKnownLicence, licencePage, productionDependencies } from "./licences";

it("every package that an installation runs has a licence that is known", () => {
  const dependencies = productionDependencies();
  expect(dependencies.length).toBeGreaterThan(100);
  expect(dependencies.filter(({ licence }) => !isKnownLicence(licence))).toEqual([]);
});

it("an expression is kept to by one part of an OR and all parts of an AND", () => {
  for (const licence of ["MIT", "(MIT OR GPL-3.0-or-later)", "MIT AND OFL-1.1"])
    expect([licence, isKnownLicence(licence)]).toEqual([licence, true]);
  for (const licence of ["", "GPL-3.0-or-later", "MIT AND GPL-3.0-or-later", "UNLICENSED", "constructor"])
    expect([licence, isKnownLicence(licence)]).toEqual([licence, false]);
});

it("docs/licences.md is current", () => {
  expect(readFileSync("docs/licences.md", "utf8"), "npm run licences").toBe(licencePage());
});
