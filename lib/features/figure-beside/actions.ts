"use server";

import { readFigureBeside } from "@/lib/features/figure-beside/data";
import { figureBesideSchema } from "@/lib/features/figure-beside/schema";
import { onVersion } from "@/lib/features/versions/loaders";
import { action } from "@/lib/platform/action";
import { done } from "@/lib/platform/action-result";

/** What stands beside a figure; read when a reviewer asks for it. */
export const figureBesideAction = action("figureBesideAction", {
  input: figureBesideSchema,
  permission: onVersion("report.read"),
  run: async ({ versionId, cell }, { context }) => done(await readFigureBeside(context.districtId, versionId, cell)),
});
