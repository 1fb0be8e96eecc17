"use server";

import { openReport } from "@/lib/features/report-opening/mutations";
import { onUnit } from "@/lib/features/report-opening/loaders";
import { openReportSchema } from "@/lib/features/report-opening/schema";
import { action } from "@/lib/platform/action";

/** Begins a unit's report of a year. */
export const openReportAction = action("openReportAction", {
  input: openReportSchema,
  permission: onUnit("report.open"),
  run: (input, { user, district }) => openReport(district.id, user, input),
  revalidates: ["/desk", "/review"],
});
