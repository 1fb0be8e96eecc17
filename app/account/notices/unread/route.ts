import { loadUnreadCount } from "@/lib/features/notices/loaders";
import { toAppError } from "@/lib/platform/errors";

/** How many notices the person has not read, for the head of every page. */
export async function GET(): Promise<Response> {
  try {
    return Response.json({ unread: await loadUnreadCount() });
  } catch (thrown) {
    const { sentence, status } = toAppError(thrown);
    return new Response(sentence, { status, headers: { "content-type": "text/plain; charset=utf-8" } });
  }
}
