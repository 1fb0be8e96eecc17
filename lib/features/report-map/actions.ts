"use server";

import { requireYear } from "@/lib/features/fiscal-years/data";
import { checkReports } from "@/lib/features/report-map/mutations";
import { checkReportsSchema } from "@/lib/features/report-map/schema";
import { inDistrict } from "@/lib/features/session/loaders";
import { action } from "@/lib/platform/action";
import { costlyLimit } from "@/lib/platform/action-limits";
import { done } from "@/lib/platform/action-result";

/** Runs the checks on some reports that a map shows, as they are now; queues show the counts afterwards. */
export const checkReportsAction = action("checkReportsAction", {
  input: checkReportsSchema,
  permission: inDistrict("queue.read"),
  run: async ({ year, unitIds }, { district }) =>
    done(await checkReports(district.id, await requireYear(district.id, year), unitIds)),
  limit: costlyLimit,
});
