"use server";

import { askForCheckBy } from "@/lib/features/proof/mutations";
import { proofCheckSchema } from "@/lib/features/proof-checks/schema";
import { inDistrict } from "@/lib/features/session/loaders";
import { action } from "@/lib/platform/action";

/** Has everything that is published compared with the signed log now. */
export const checkProofAction = action("checkProofAction", {
  input: proofCheckSchema,
  permission: inDistrict("proof.check"),
  run: (_input, { user, district }) => askForCheckBy(user, district.id),
  revalidates: ["/admin/proof"],
});
