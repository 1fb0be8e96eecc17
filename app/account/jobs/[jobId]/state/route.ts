import { jobIdSchema } from "@/lib/features/background-jobs/schema";
import { loadJobState } from "@/lib/features/background-jobs/loaders";
import { AppError, toAppError } from "@/lib/platform/errors";

/** How far a job has come, for the page that follows it. */
export async function GET(
  _request: Request,
  { params }: RouteContext<"/account/jobs/[jobId]/state">,
): Promise<Response> {
  try {
    const place = jobIdSchema.safeParse(await params);
    if (!place.success) throw new AppError("notFound");
    return Response.json(await loadJobState(place.data.jobId));
  } catch (thrown) {
    const { sentence, status } = toAppError(thrown);
    return new Response(sentence, { status, headers: { "content-type": "text/plain; charset=utf-8" } });
  }
}
