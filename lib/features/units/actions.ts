"use server";

import { inDistrict } from "@/lib/features/session/loaders";
import { createUnit, setExemption } from "@/lib/features/units/mutations";
import { createUnitSchema, setExemptionSchema } from "@/lib/features/units/schema";
import { action } from "@/lib/platform/action";

/** Brings a department or a unit into the register. */
export const createUnitAction = action("createUnitAction", {
  input: createUnitSchema,
  permission: inDistrict("unit.manage"),
  run: (input, { user, district }) => createUnit(district.id, user, input),
  revalidates: ["/"],
});

/** Sets whether a unit publishes the accounts of a year. */
export const setExemptionAction = action("setExemptionAction", {
  input: setExemptionSchema,
  permission: inDistrict("unit.manage"),
  run: (input, { user, district }) => setExemption(district.id, user, input),
  revalidates: ["/"],
});
