"use server";

import { inDistrict } from "@/lib/features/session/loaders";
import { createUnit, updateUnit } from "@/lib/features/units/mutations";
import { createUnitSchema, updateUnitSchema } from "@/lib/features/units/schema";
import { action } from "@/lib/platform/action";

export const createUnitAction = action("createUnitAction", {
  input: createUnitSchema,
  permission: inDistrict("unit.manage"),
  run: (input, { user, district }) => createUnit(district.id, user, input),
  revalidates: ["/"],
});

export const updateUnitAction = action("updateUnitAction", {
  input: updateUnitSchema,
  permission: inDistrict("unit.manage"),
  run: (input, { user, district }) => updateUnit(district.id, user, input),
  revalidates: ["/"],
});
