import { expect, it } from "vitest";
import { quoted } from "./quoted";

it("marks inside a name become single ones", () => {
  expect(quoted("人员情况")).toBe("“人员情况”");
  expect(quoted("“三公”经费")).toBe("“‘三公’经费”");
});
