"use server";

import { settleTransfer } from "@/lib/features/counterparts/mutations";
import { settleTransferSchema } from "@/lib/features/counterparts/schema";
import { inDistrict } from "@/lib/features/session/loaders";
import { action } from "@/lib/platform/action";

/** Settles a difference between two units with a document. */
export const settleTransferAction = action("settleTransferAction", {
  input: settleTransferSchema,
  permission: inDistrict("transfer.settle"),
  run: (input, { user, district }) => settleTransfer(district.id, user, input),
  revalidates: ["/review", "/desk"],
});
