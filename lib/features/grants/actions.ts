"use server";

import { dryRunOf, readStatement } from "@/lib/features/grants/data";
import { takeGrantStatement } from "@/lib/features/grants/mutations";
import { readGrantStatementSchema, takeGrantStatementSchema } from "@/lib/features/grants/schema";
import { inDistrict } from "@/lib/features/session/loaders";
import { action } from "@/lib/platform/action";
import { costlyLimit } from "@/lib/platform/action-limits";
import { done } from "@/lib/platform/action-result";

/** What a statement of grants would do. Nothing is written. */
export const readGrantStatementAction = action("readGrantStatementAction", {
  input: readGrantStatementSchema,
  permission: inDistrict("grants.manage"),
  run: async (input, { district }) => {
    const read = await readStatement(district.id, input);
    return read.ok ? done(await dryRunOf(district.id, input.year, read.data)) : read;
  },
  limit: costlyLimit,
});

/** Takes a statement of grants over. */
export const takeGrantStatementAction = action("takeGrantStatementAction", {
  input: takeGrantStatementSchema,
  permission: inDistrict("grants.manage"),
  run: (input, { user, district }) => takeGrantStatement(district.id, user, input),
  revalidates: ["/review", "/desk"],
  limit: costlyLimit,
});
