import { facts, sum, type FactTerm } from "../../formats/expressions";
import type { FactColumnOf, FactRowOf, RuleTermName, SheetName } from "../../formats/names";
import type { Comparison } from "../../engine/contract";
import type { Rule } from "../rule/rule";
import { vehicleCounts } from "../rule/vehicle-counts";

const balance = { ruleClass: "balance", severity: "blocking", basis: "上海市部门决算公开模板", scope: "form" } as const;

/** The facts of a sheet in one column, by their rows. */
const rowsOf =
  <const S extends SheetName, const C extends FactColumnOf<S>>(sheet: S, column: C) =>
  <const R extends FactRowOf<S>>(row: R) =>
    facts(sheet, [column], { row: { is: row } });
const threePublic = rowsOf("threePublic", "actual");
const procurement = rowsOf("procurement", "amount");
const managed = rowsOf("performanceManagement", "value");

const notMore = (part: FactTerm<RuleTermName>, whole: FactTerm<RuleTermName>): Comparison => ({
  left: sum(part),
  operator: "<=",
  right: sum(whole),
});

/** B-65 … B-69: the statistics that the text of 上海市 states. */
export const statisticsRules: readonly Rule[] = [
  {
    id: "B-65",
    ...balance,
    title: "国内公务接待支出不大于公务接待费，接待外宾不大于国内公务接待",
    advice: "请核对公务接待费及其批次、人次。",
    comparisons: [
      notMore(threePublic("domesticReception"), threePublic("officialReception")),
      notMore(threePublic("foreignGuestReception"), threePublic("domesticReception")),
      notMore(threePublic("domesticForeignAffairsGroups"), threePublic("domesticReceptionGroups")),
      notMore(threePublic("domesticForeignAffairsPersonTimes"), threePublic("domesticReceptionPersonTimes")),
    ],
  },
  {
    id: "B-66",
    ...balance,
    ...vehicleCounts([
      "ministerial",
      "mainLeaders",
      "confidentialCommunication",
      "emergency",
      "lawEnforcement",
      "specialTechnical",
      "retiredOfficials",
      "other",
    ]),
  },
  {
    id: "B-67",
    ...balance,
    title: "预留项目的中标成交金额不大于预留金额，小微企业不大于中小企业",
    advice: "请核对政府采购预留和中标成交金额。",
    comparisons: [
      notMore(procurement("reservedAwardedToSmallAndMedium"), procurement("reservedForSmallAndMedium")),
      notMore(procurement("reservedAwardedToSmallAndMicro"), procurement("reservedForSmallAndMicro")),
      notMore(procurement("reservedForSmallAndMicro"), procurement("reservedForSmallAndMedium")),
      notMore(procurement("reservedAwardedToSmallAndMicro"), procurement("reservedAwardedToSmallAndMedium")),
    ],
  },
  {
    id: "B-68",
    ...balance,
    title: "各等级项目数之和等于绩效自评项目数",
    advice: "请核对自评项目数和各等级项目数。",
    comparisons: [
      {
        left: sum(managed("selfEvaluatedProjects")),
        operator: "=",
        right: sum(...(["excellent", "good", "pass", "fail"] as const).map(managed)),
      },
    ],
  },
  {
    id: "B-69",
    ...balance,
    title: "绩效自评发现的问题等于已整改和正在整改的问题之和",
    advice: "请核对问题数。",
    comparisons: [
      {
        left: sum(managed("problemsFound")),
        operator: "=",
        right: sum(managed("problemsSolved"), managed("problemsBeingSolved")),
      },
    ],
  },
];
