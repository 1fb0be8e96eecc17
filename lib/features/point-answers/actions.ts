"use server";

import { answerPoint, signOff } from "@/lib/features/point-answers/mutations";
import { answerPointSchema, signOffSchema } from "@/lib/features/point-answers/schema";
import { onVersion } from "@/lib/features/versions/loaders";
import { action } from "@/lib/platform/action";

/** A reviewer answers a point of a report. */
export const answerPointAction = action("answerPointAction", {
  input: answerPointSchema,
  permission: onVersion("point.answer"),
  run: (input, { session, context }) => answerPoint(context.districtId, session.user, input),
});

/** 初审 or 复核 of a report. */
export const signOffAction = action("signOffAction", {
  input: signOffSchema,
  permission: onVersion("point.sign"),
  run: (input, { session, context }) => signOff(context.districtId, session.user, input),
  revalidates: ["/review"],
});
