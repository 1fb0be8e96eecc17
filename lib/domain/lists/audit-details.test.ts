import { describe, expect, it } from "vitest";
import { auditDetailLines } from "./audit-details";

const units = new Map([["u1", "罗庄街道办事处"]]);

describe("audit details", () => {
  it("read as words, without ids", () => {
    expect(auditDetailLines({ versionId: "0190", number: 2, reason: "数字有误" }, units)).toEqual([
      "原因：数字有误",
      "版本：第2版",
    ]);
  });

  it("name units and roles", () => {
    expect(
      auditDetailLines(
        { grants: [{ role: "preparer", unitId: "u1" }, { role: "admin" }, { role: "preparer", unitId: "gone" }] },
        units,
      ),
    ).toEqual(["角色：填报人（罗庄街道办事处）、管理员、填报人（已不在册）"]);
    expect(auditDetailLines({ parentId: null, isActive: false, exemptBasis: null }, units)).toEqual([
      "上级：无",
      "在用：否",
    ]);
  });

  it("say what was given beside the password, and who has to", () => {
    const secondFactorRule = ["不要求（本人可以自行启用）", "所有人必须启用"];
    expect(auditDetailLines({ factor: "codes" }, units)).toEqual(["验证方式：动态验证码"]);
    expect(auditDetailLines({ secondFactorRule }, units)).toEqual([
      "要求：不要求（本人可以自行启用）改为所有人必须启用",
    ]);
  });

  it("tell moments in the district's time and formats by name", () => {
    expect(auditDetailLines({ tableSetId: "fy2022", deadline: "2022-08-31T15:59:59.000Z" }, units)).toEqual([
      "报表格式：2022年度起格式",
      expect.stringMatching(/^截止：2022.08.31 23:59$/),
    ]);
  });

  it("tell what changed, old and new, and nothing of what was left empty", () => {
    expect(auditDetailLines({ event: "改码", changes: ["代码 101004 → 101994"], open: [] }, units)).toEqual([
      "变动：改码",
      "变动内容：代码 101004 → 101994",
    ]);
    expect(auditDetailLines({ event: "合并", changes: [], open: ["缺少说明"] }, units)).toEqual([
      "变动：合并",
      "办理时未决：缺少说明",
    ]);
  });

  it("tell a finding by its rule and subject, not by our keys", () => {
    const read = (finding: string) => auditDetailLines({ finding }, units);
    expect(read("V-18@incomeExpenditureSummary.closingBalance.amount.rising")).toEqual(["审核结果：V-18"]);
    expect(read("V-10@2050202")).toEqual(["审核结果：V-10 2050202"]);
    expect(read("V-24@expenditure.2120399")).toEqual(["审核结果：V-24 2120399"]);
    expect(read("L-64@performance.1")).toEqual(["审核结果：L-64"]);
  });
});
