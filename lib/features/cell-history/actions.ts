"use server";

import { listCellChanges } from "@/lib/features/cell-history/data";
import { cellHistorySchema } from "@/lib/features/cell-history/schema";
import { onVersion } from "@/lib/features/versions/loaders";
import { action } from "@/lib/platform/action";
import { done } from "@/lib/platform/action-result";

/** Who changed a cell or text, when and how; read when somebody looks at it. */
export const cellHistoryAction = action("cellHistoryAction", {
  input: cellHistorySchema,
  permission: onVersion("report.read"),
  run: async ({ versionId, address }, { context }) =>
    done(await listCellChanges(context.districtId, versionId, address)),
});
