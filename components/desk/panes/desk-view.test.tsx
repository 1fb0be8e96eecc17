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

describe("a sheet of a department's accounts", () => {
  const ofDepartment = {
    identity: {
      unitName: "测试部门",
      unitKind: "administrative" as const,
      scope: "department" as const,
      year: 2022,
      tableSetId: "fy2022",
    },
    foundInTotal: [],
  };

  it("says that its figures are those of the total, with the way there, and not how to fill it in", () => {
    openDesk({ report: ofDepartment });
    const text = screen.getByRole("region", { name: "填报" }).textContent;
    expect(text).toContain("部门决算的数取自部门汇总，不能填写。");
    expect(screen.getByRole("link", { name: "看取自哪一份汇总" })).toHaveAttribute("href", "#taken-figures");
    expect(text).not.toMatch(/填列|可不填|录入/);
  });

  it("answers a key with why nothing is filled in and where it is changed", async () => {
    const { person } = openDesk({ report: ofDepartment });
    await person.click(screen.getByRole("gridcell", { name: /行政运行.*1,000/ }));
    expect(screen.getByText("取自部门汇总")).toBeVisible();
    await person.keyboard("8");
    expect(screen.getByRole("status", { name: "选择" })).toHaveTextContent(
      /^部门决算的数取自部门汇总，不能填写。有误的，请所属单位更正.*键入的“8”没有填入。$/,
    );
  });

  it("of a unit that is not open says so in place of how to fill it in", () => {
    openDesk({ report: { isEditable: false } });
    const text = screen.getByRole("region", { name: "填报" }).textContent;
    expect(text).toContain("本决算现在只能查看，不能填写。");
    expect(text).not.toContain("可不填");
  });
});
