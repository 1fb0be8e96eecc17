import { afterEach, expect, it, vi } from "vitest";
import { storedKeys, storedText, storeText } from "./browser-storage";

afterEach(() => vi.unstubAllGlobals());

it("keeps a text under its key, finds the key by its beginning, and forgets the text", () => {
  expect(storedText("mingzhang.a.1")).toBeNull();
  expect(storeText("mingzhang.a.1", "")).toBe(true);
  expect(storeText("mingzhang.b.1", "另一处")).toBe(true);
  expect(storedText("mingzhang.a.1")).toBe("");
  expect(storedKeys(["mingzhang.a", "mingzhang.c"])).toEqual(["mingzhang.a.1"]);
  expect(storeText("mingzhang.a.1", null)).toBe(true);
  expect(storedText("mingzhang.a.1")).toBeNull();
});

const refusing = (what: string) => () => {
  throw new DOMException(what);
};

it.each([
  ["there is none", undefined],
  ["it is forbidden", { getItem: refusing("SecurityError"), setItem: refusing("SecurityError") }],
])("finds nothing and says that nothing is kept where %s", (_, storage) => {
  vi.stubGlobal("localStorage", storage);
  expect(storedText("mingzhang.a")).toBeNull();
  expect(storeText("mingzhang.a", "文字")).toBe(false);
  expect(storeText("mingzhang.a", null)).toBe(false);
});

it("finds no keys where there is no storage", () => {
  vi.stubGlobal("localStorage", undefined);
  expect(storedKeys(["mingzhang"])).toEqual([]);
});

it("says that nothing is kept where it is full, and what is kept stays", () => {
  vi.stubGlobal("localStorage", { getItem: () => "以前的", setItem: refusing("QuotaExceededError") });
  expect(storeText("mingzhang.a", "新的")).toBe(false);
  expect(storedText("mingzhang.a")).toBe("以前的");
});
