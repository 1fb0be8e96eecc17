"use server";

import { readUnitReasons } from "@/lib/features/department-reports/data";
import { takeTotal } from "@/lib/features/department-reports/mutations";
import { takeTotalSchema, unitReasonsSchema } from "@/lib/features/department-reports/schema";
import { onUnit } from "@/lib/features/report-opening/loaders";
import { onVersion } from "@/lib/features/versions/loaders";
import { action } from "@/lib/platform/action";
import { costlyLimit } from "@/lib/platform/action-limits";
import { done } from "@/lib/platform/action-result";

/** Takes the figures of a department's accounts from its frozen total: begins them, or takes them anew. */
export const takeTotalAction = action("takeTotalAction", {
  input: takeTotalSchema,
  permission: onUnit("report.open"),
  run: (input, { user, district }) => takeTotal(district.id, user, input),
  revalidates: ["/desk", "/review"],
  limit: costlyLimit,
});

/** What the units of a department say of the changes that it has to explain, by the slot of its text. */
export const loadUnitReasonsAction = action("loadUnitReasonsAction", {
  input: unitReasonsSchema,
  permission: onVersion("report.read"),
  run: async ({ versionId }, { context }) =>
    done(Object.fromEntries(await readUnitReasons(context.districtId, versionId))),
  limit: costlyLimit,
});
