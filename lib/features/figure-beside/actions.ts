"use server";

import { readFigureBeside, readFigureSource } from "@/lib/features/figure-beside/data";
import { figureBesideSchema } from "@/lib/features/figure-beside/schema";
import { onVersion } from "@/lib/features/versions/loaders";
import { action } from "@/lib/platform/action";
import { done } from "@/lib/platform/action-result";

/** Where a figure comes from and goes to; read when a reviewer looks at it. */
export const figureSourceAction = action("figureSourceAction", {
  input: figureBesideSchema,
  permission: onVersion("report.read"),
  run: async ({ versionId, cell }, { context }) => done(await readFigureSource(context.districtId, versionId, cell)),
});

/** What stands beside a figure; read when a reviewer asks for it. */
export const figureBesideAction = action("figureBesideAction", {
  input: figureBesideSchema,
  permission: onVersion("report.read"),
  run: async ({ versionId, cell }, { context }) => done(await readFigureBeside(context.districtId, versionId, cell)),
});
