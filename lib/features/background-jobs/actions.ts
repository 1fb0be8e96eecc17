"use server";

import { repeatJob, stopJob } from "@/lib/features/background-jobs/mutations";
import { jobIdSchema } from "@/lib/features/background-jobs/schema";
import { signedIn } from "@/lib/features/session/loaders";
import { action } from "@/lib/platform/action";

/** Stops what has not begun of a job that the person has asked for. */
export const stopJobAction = action("stopJobAction", {
  input: jobIdSchema,
  permission: signedIn,
  run: ({ jobId }, { district, user }) => stopJob(district.id, user, jobId),
  revalidates: ["/account/jobs"],
});

/** Has done again what a job of the person has not done. Answers with the new job's id. */
export const repeatJobAction = action("repeatJobAction", {
  input: jobIdSchema,
  permission: signedIn,
  run: ({ jobId }, { district, user }) => repeatJob(district.id, user, jobId),
  revalidates: ["/account/jobs"],
});
