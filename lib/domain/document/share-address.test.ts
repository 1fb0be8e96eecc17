import { expect, it } from "vitest";
import { sharedPageOf, shareImageOf } from "./share-address";

it("leads from a page to its picture and back", () => {
  const parts = (page: string) => new URL(shareImageOf(page), "http://x").pathname.split("/").slice(2);
  expect(shareImageOf("/d/2021/rank/expenditure?kind=institution")).toBe(
    "/share/d/2021/rank/expenditure.png?kind=institution",
  );
  expect(sharedPageOf(parts("/d/2021/rank/expenditure?kind=institution"))).toEqual({
    kind: "question",
    path: "2021/rank/expenditure",
  });
  expect(sharedPageOf(parts("/r/101001/2021/v/2"))).toEqual({
    kind: "report",
    unitCode: "101001",
    year: "2021",
    number: "2",
  });
});

it("knows no picture of anything else", () => {
  for (const path of ["r/101001/2021.png", "r/101001/2021/v/1", "d.png", "desk/101001.png", "r/101001/2021/v/1/2.png"])
    expect(sharedPageOf(path.split("/")), path).toBeNull();
});
