import { loadRunningJobs } from "@/lib/features/background-jobs/loaders";
import { toAppError } from "@/lib/platform/errors";

/** How many of the person's background jobs are not over, for the head of every page. */
export async function GET(): Promise<Response> {
  try {
    return Response.json({ running: await loadRunningJobs() });
  } catch (thrown) {
    const { sentence, status } = toAppError(thrown);
    return new Response(sentence, { status, headers: { "content-type": "text/plain; charset=utf-8" } });
  }
}
