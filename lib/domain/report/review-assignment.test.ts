import fc from "fast-check";
import { expect, it } from "vitest";
import { distributeEvenly, type ReviewerWithLoad, type UnitToAssign } from "./review-assignment";

const units = fc
  .array(fc.option(fc.constantFrom("d1", "d2", "d3", "d4", "d5", "d6"), { nil: null }), { maxLength: 80 })
  .map((departments): UnitToAssign[] => departments.map((departmentId, at) => ({ unitId: `u${at}`, departmentId })));
const reviewers = fc
  .array(fc.nat(30), { minLength: 1, maxLength: 7 })
  .map((loads): ReviewerWithLoad[] => loads.map((load, at) => ({ id: `r${at}`, load })));

const countsOf = (given: ReadonlyMap<string, string>) => {
  const counts = new Map<string, number>();
  for (const reviewerId of given.values()) counts.set(reviewerId, (counts.get(reviewerId) ?? 0) + 1);
  return counts;
};

it("gives every unit to one of the reviewers, and to nobody where there is none", () => {
  fc.assert(
    fc.property(units, reviewers, (all, people) => {
      const given = distributeEvenly(all, people);
      expect([...given.keys()].toSorted()).toEqual(all.map(({ unitId }) => unitId).toSorted());
      for (const reviewerId of given.values()) expect(people.map(({ id }) => id)).toContain(reviewerId);
    }),
  );
  expect(distributeEvenly([{ unitId: "u", departmentId: null }], [])).toEqual(new Map());
});

it("leaves nobody who got a unit more than one above anybody else", () => {
  fc.assert(
    fc.property(units, reviewers, (all, people) => {
      const counts = countsOf(distributeEvenly(all, people));
      const totals = people.map(({ id, load }) => load + (counts.get(id) ?? 0));
      for (const { id, load } of people)
        if (counts.has(id)) expect(load + counts.get(id)! - Math.min(...totals)).toBeLessThanOrEqual(1);
    }),
  );
});

it("divides no more departments than there are reviewers less one", () => {
  fc.assert(
    fc.property(units, reviewers, (all, people) => {
      const given = distributeEvenly(all, people);
      const pieces = new Set(all.map(({ unitId, departmentId }) => `${departmentId}:${given.get(unitId)}`)).size;
      const departments = new Set(all.map(({ departmentId }) => departmentId)).size;
      expect(pieces - departments).toBeLessThanOrEqual(people.length - 1);
    }),
  );
});

it("keeps departments whole where they fit, and is the same for the same", () => {
  const all = [..."aaabbbcc"].map((departmentId, at) => ({ unitId: `u${at}`, departmentId }));
  const people = [
    { id: "one", load: 0 },
    { id: "two", load: 2 },
  ];
  const given = distributeEvenly(all, people);
  expect(given).toEqual(distributeEvenly(all, people));
  expect(countsOf(given)).toEqual(
    new Map([
      ["one", 5],
      ["two", 3],
    ]),
  );
  const reviewersOf = (department: string) =>
    new Set(all.filter(({ departmentId }) => departmentId === department).map(({ unitId }) => given.get(unitId)));
  expect(["a", "b", "c"].map((department) => reviewersOf(department).size)).toEqual([1, 1, 1]);
});
