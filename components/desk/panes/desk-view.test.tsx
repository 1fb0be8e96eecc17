import "../testing/actions";
import { screen } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import { cataloguesOf } from "@/lib/domain/testing/catalogues";
import { putuoFacts, putuoIdentity } from "@/lib/domain/testing/putuo-2024";
import { openDesk } from "../testing/desk-page";
import { cellAt } from "../testing/desk-report";
import { startServer } from "../testing/server";

beforeEach(startServer);

const { functional, economic } = cataloguesOf(putuoIdentity.year);
const shanghai = {
  identity: putuoIdentity,
  functional: [...functional.subjects],
  economic: [...economic.subjects],
  cells: [...putuoFacts.amounts].map(([key, value]) => cellAt(key, value)),
};
const labels = () => screen.getAllByRole("textbox").map((box) => box.getAttribute("name"));
const box = (name: string) => screen.queryByRole("textbox", { name });

describe("a view of the desk", () => {
  it("asks what other vehicles are only where the text of the year has a place for it", () => {
    const { leave } = openDesk({ view: "stateAssets" });
    expect(box("其他用车说明")).toBeVisible();
    leave();
    openDesk({ report: shanghai, view: "stateAssets" });
    expect(screen.getByRole("heading", { name: "国有资产占有使用" })).toBeVisible();
    expect(box("其他用车说明")).toBeNull();
  });

  it("asks for the texts of the first part by the headings of the region", () => {
    openDesk({ report: shanghai, view: "profile" });
    expect(labels()).toEqual(expect.arrayContaining(["profile.duties", "profile.structure", "profile.memberUnits"]));
    for (const name of ["主要职能", "机构设置", "部门决算单位构成"]) expect(box(name)).toBeVisible();
    expect(box("单位职责")).toBeNull();
  });

  it("says of every text that is missing what it is, and asks for each under a name of its own", () => {
    const travel = [...shanghai.cells, cellAt("threePublic:overseasTravel::actual" as never, 5_000_00)];
    openDesk({ report: { ...shanghai, cells: travel }, view: "narrative" });
    const text = screen.getByRole("region", { name: "填报" }).textContent;
    expect(text).toContain("主要用于：（待填用途）。");
    expect(text).toContain("建立了（待填写）的预算绩效管理工作机制");
    expect(text).toContain("主要原因：（待填原因）。");
    const names = screen
      .getAllByRole("textbox")
      .filter((each) => each.getAttribute("name")?.startsWith("reason."))
      .map((each) => each.getAttribute("aria-label") ?? document.querySelector(`label[for="${each.id}"]`)?.textContent);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });
});
