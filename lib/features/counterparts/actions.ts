"use server";

import { findCounterparts } from "@/lib/features/counterparts/data";
import { settleTransfer } from "@/lib/features/counterparts/mutations";
import { findCounterpartsSchema, settleTransferSchema } from "@/lib/features/counterparts/schema";
import { inDistrict } from "@/lib/features/session/loaders";
import { onVersion } from "@/lib/features/versions/loaders";
import { action } from "@/lib/platform/action";
import { done } from "@/lib/platform/action-result";

/** Units that a payment may have gone to or come from, by a part of code or name. */
export const findCounterpartsAction = action("findCounterpartsAction", {
  input: findCounterpartsSchema,
  permission: onVersion("report.edit"),
  run: async ({ query }, { context }) =>
    done(await findCounterparts(context.districtId, { year: context.year, query, but: context.unitId })),
});

/** Settles a difference between two units with a document. */
export const settleTransferAction = action("settleTransferAction", {
  input: settleTransferSchema,
  permission: inDistrict("transfer.settle"),
  run: (input, { user, district }) => settleTransfer(district.id, user, input),
  revalidates: ["/review", "/desk"],
});
