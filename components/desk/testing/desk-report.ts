import { factKey, type FactKey } from "@/lib/domain/words/fact-address";
import { cataloguesOf } from "@/lib/domain/testing/catalogues";
import type { DeskCell, DeskReport } from "../report/desk-report";

const { functional, economic } = cataloguesOf(2022);

/** 行政运行 and 一般行政管理事务 in the sheet of income, from the general public budget. */
export const wages = factKey("income", "2010301", "", "generalPublicBudget");
export const office = factKey("income", "2010302", "", "generalPublicBudget");

export function cellAt(key: FactKey, value: number | null, part: Partial<DeskCell> = {}): DeskCell {
  return { key, value, rawInput: null, revision: 1, isLocked: false, ...part };
}

/** A report of 2022 with two figures of income (1,000 and 500 yuan), nothing of last year and nothing else. */
export function deskReport(part: Partial<DeskReport> = {}): DeskReport {
  return {
    versionId: "11111111-1111-4111-8111-111111111111",
    userId: "22222222-2222-4222-8222-222222222222",
    identity: { unitName: "测试单位", unitKind: "administrative", year: 2022, tableSetId: "fy2022" },
    unitCode: "201004",
    functional: [...functional.subjects],
    economic: [...economic.subjects],
    cells: [cellAt(wages, 100_000), cellAt(office, 50_000)],
    texts: [],
    performance: { projects: [], keyEvaluations: [] },
    priorAmounts: null,
    priorTexts: [],
    lapsed: [],
    carried: [],
    register: { units: [], projects: [] },
    grants: null,
    counterparts: { unitId: "33333333-3333-4333-8333-333333333333", units: [], stated: [], settled: [] },
    thresholds: {},
    switches: {},
    foundInTotal: null,
    isEditable: true,
    ...part,
  };
}
