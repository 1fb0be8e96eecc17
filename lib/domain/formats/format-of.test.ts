import { expect, it } from "vitest";
import { nounOfRegion } from "./format-of";

it("calls the documents of a region what its forms call them", () => {
  expect(nounOfRegion("37")).toBe("单位决算");
  expect(nounOfRegion("31")).toBe("部门决算");
  expect(nounOfRegion(undefined)).toBe("决算");
});
