import { spentUnder } from "../../sheet-parts";
import type { SheetDefinition } from "../../sheet-definition";

/** What table 07 and 情况说明 七 of the template print; of reception abroad they print nothing. */
export const threePublicSheet = {
  id: "threePublic",
  title: "“三公”经费",
  hint: "填列财政拨款安排的“三公”经费预算数、决算数和相关统计数。预算数、决算数有一项填数的，该列其余各项空格按0计（基本支出经济分类中对应科目有数的除外）；没有发生而空着整列的，请填0。",
  rows: {
    kind: "fixed",
    rows: [
      { id: "overseasTravel", label: "因公出国（境）费", together: "items", counterpart: spentUnder("overseasTravel") },
      { id: "vehiclePurchase", label: "公务用车购置费", together: "items", counterpart: spentUnder("vehiclePurchase") },
      {
        id: "vehicleOperation",
        label: "公务用车运行维护费",
        together: "items",
        counterpart: spentUnder("vehicleOperation"),
      },
      {
        id: "officialReception",
        label: "公务接待费",
        together: "items",
        counterpart: spentUnder("officialReception"),
      },
      {
        id: "domesticReception",
        label: "其中：国内公务接待支出",
        columns: ["actual"],
        indent: 1,
        partOf: "officialReception",
      },
      {
        id: "foreignGuestReception",
        label: "含：外宾接待支出",
        columns: ["actual"],
        indent: 2,
        partOf: "domesticReception",
      },
      {
        id: "overseasGroups",
        label: "因公出国（境）团组数（个）",
        measure: "count",
        columns: ["actual"],
        partOf: "overseasTravel",
      },
      {
        id: "overseasPersonTimes",
        label: "因公出国（境）人次（人次）",
        measure: "count",
        columns: ["actual"],
        partOf: "overseasTravel",
      },
      {
        id: "vehiclesPurchased",
        label: "公务用车购置数（辆）",
        measure: "count",
        columns: ["actual"],
        partOf: "vehiclePurchase",
      },
      { id: "vehiclesHeld", label: "公务用车保有量（辆）", measure: "count", columns: ["actual"] },
      {
        id: "domesticReceptionGroups",
        label: "国内公务接待批次（批）",
        measure: "count",
        columns: ["actual"],
        partOf: "domesticReception",
      },
      {
        id: "domesticForeignAffairsGroups",
        label: "其中：接待外宾批次（批）",
        measure: "count",
        columns: ["actual"],
        indent: 1,
        together: "foreignGuests",
        partOf: "domesticReceptionGroups",
      },
      {
        id: "domesticReceptionPersonTimes",
        label: "国内公务接待人次（人次）",
        measure: "count",
        columns: ["actual"],
        partOf: "domesticReception",
      },
      {
        id: "domesticForeignAffairsPersonTimes",
        label: "其中：接待外宾人次（人次）",
        measure: "count",
        columns: ["actual"],
        indent: 1,
        together: "foreignGuests",
        partOf: "domesticReceptionPersonTimes",
      },
    ],
  },
  columns: [
    { id: "budget", label: "预算数" },
    { id: "actual", label: "决算数" },
  ],
  feeds: ["threePublic"],
  required: true,
  allowNegative: false,
  blank: "unknown",
} as const satisfies SheetDefinition;
