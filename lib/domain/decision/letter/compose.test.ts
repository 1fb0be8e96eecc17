import { expect, it } from "vitest";
import { composeLetter, type LetterSource } from "./compose";
import { unchangedCorrection } from "./letter-rules";
import { sampleLetter } from "./sample-letter";
import { initialTemplate } from "./template";

const source = (kind: LetterSource["kind"], replaces: LetterSource["replaces"]): LetterSource => ({
  kind,
  year: 2021,
  template: initialTemplate(kind, "罗庄区"),
  issuer: "区教育局",
  number: null,
  addressee: "区教育局",
  reports: [],
  ownAccounts: null,
  hasAnnex: false,
  congress: null,
  follows: null,
  replaces,
});

it("opens a corrected letter as one that adjusts what was approved", () => {
  const replaces = { letter: sampleLetter, reason: "更正" };
  expect(composeLetter(source("bureauToDepartment", null)).opening.join("")).toMatch(/已经审核，现予批复。$/);
  expect(composeLetter(source("bureauToDepartment", replaces)).opening.join("")).toMatch(/已经审核，现予调整批复。$/);
  expect(composeLetter(source("departmentToUnit", replaces)).opening.join("")).toContain("，现调整批复你单位2021年度");
});

it("says of a corrected letter that it changes no figure", () => {
  const before = composeLetter(source("bureauToDepartment", null));
  const replaces = { letter: { ...before, number: "罗财决〔2022〕3号", signedOn: "2022-07-08" }, reason: "更正" };
  expect(unchangedCorrection(composeLetter(source("bureauToDepartment", replaces)))).toMatch(/与原批复相比没有变动/);
  const changed = composeLetter(source("bureauToDepartment", { ...replaces, letter: sampleLetter }));
  expect(unchangedCorrection(changed)).toBeNull();
  expect(unchangedCorrection(before)).toBeNull();
});
