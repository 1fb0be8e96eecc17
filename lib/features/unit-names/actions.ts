"use server";

import { inDistrict } from "@/lib/features/session/loaders";
import { addAlias, removeAlias } from "@/lib/features/unit-names/mutations";
import { addAliasSchema, removeAliasSchema } from "@/lib/features/unit-names/schema";
import { action } from "@/lib/platform/action";

/** Adds a short name by which a unit or department is found. */
export const addAliasAction = action("addAliasAction", {
  input: addAliasSchema,
  permission: inDistrict("unit.manage"),
  run: (input, { user, district }) => addAlias(district.id, user, input),
  revalidates: ["/admin"],
});

export const removeAliasAction = action("removeAliasAction", {
  input: removeAliasSchema,
  permission: inDistrict("unit.manage"),
  run: (input, { user, district }) => removeAlias(district.id, user, input),
  revalidates: ["/admin"],
});
