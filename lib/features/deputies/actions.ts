"use server";

import { can } from "@/lib/domain/report/permissions";
import { onAbsence } from "@/lib/features/deputies/loaders";
import { endDeputyship, nameDeputy } from "@/lib/features/deputies/mutations";
import { endDeputyshipSchema, nameDeputySchema } from "@/lib/features/deputies/schema";
import { signedIn } from "@/lib/features/session/loaders";
import { action } from "@/lib/platform/action";

/** Names a deputy for a span of days: one's own, or anybody's by an administrator. */
export const nameDeputyAction = action("nameDeputyAction", {
  input: nameDeputySchema,
  permission: onAbsence,
  run: (input, { user, district }) => nameDeputy(district.id, user, input),
  revalidates: ["/account", "/admin", "/desk", "/review"],
});

/** Ends a span early: by the absent person, the deputy or an administrator. */
export const endDeputyshipAction = action("endDeputyshipAction", {
  input: endDeputyshipSchema,
  permission: signedIn,
  run: ({ deputyshipId }, { actor, user, district }) =>
    endDeputyship(district.id, user, deputyshipId, {
      isAdmin: can(actor, "user.manage", { districtId: district.id }),
    }),
  revalidates: ["/account", "/admin", "/desk", "/review"],
});
