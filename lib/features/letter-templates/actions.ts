"use server";

import { saveTemplate } from "@/lib/features/letter-templates/mutations";
import { saveTemplateSchema } from "@/lib/features/letter-templates/schema";
import { inDistrict } from "@/lib/features/session/loaders";
import { action } from "@/lib/platform/action";

/** Stores the words of the district's letters of a kind. */
export const saveTemplateAction = action("saveTemplateAction", {
  input: saveTemplateSchema,
  permission: inDistrict("letterTemplate.manage"),
  run: (input, { user, district }) => saveTemplate(district.id, user, input),
  revalidates: ["/admin"],
});
