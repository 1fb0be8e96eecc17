import { expect, it } from "vitest";
import { departmentsFirst } from "./departments-first";

const unit = (id: string, parentId: string | null = null) => ({ id, parentId, level: "unit" as const });
const department = (id: string) => ({ id, parentId: null, level: "department" as const });

it("puts each department before its own units and leaves everything else in its order", () => {
  const listed = [unit("b1", "b"), unit("alone"), unit("a2", "a"), department("a"), unit("a1", "a"), department("b")];
  expect(departmentsFirst(listed).map(({ id }) => id)).toEqual(["b", "b1", "alone", "a", "a2", "a1"]);
});
