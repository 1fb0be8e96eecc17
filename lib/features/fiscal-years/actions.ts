"use server";

import { createFiscalYear, setFiscalYearStage, updateFiscalYear } from "@/lib/features/fiscal-years/mutations";
import {
  createFiscalYearSchema,
  setFiscalYearStageSchema,
  updateFiscalYearSchema,
} from "@/lib/features/fiscal-years/schema";
import { inDistrict } from "@/lib/features/session/loaders";
import { action } from "@/lib/platform/action";

export const createFiscalYearAction = action("createFiscalYearAction", {
  input: createFiscalYearSchema,
  permission: inDistrict("fiscalYear.manage"),
  run: (input, { user, district }) => createFiscalYear(district.id, user, input),
  revalidates: ["/admin"],
});

export const updateFiscalYearAction = action("updateFiscalYearAction", {
  input: updateFiscalYearSchema,
  permission: inDistrict("fiscalYear.manage"),
  run: (input, { user, district }) => updateFiscalYear(district.id, user, input),
  revalidates: ["/admin"],
});

export const setFiscalYearStageAction = action("setFiscalYearStageAction", {
  input: setFiscalYearStageSchema,
  permission: inDistrict("fiscalYear.manage"),
  run: ({ fiscalYearId, stage }, { user, district }) => setFiscalYearStage(district.id, user, fiscalYearId, stage),
  revalidates: ["/admin"],
});
