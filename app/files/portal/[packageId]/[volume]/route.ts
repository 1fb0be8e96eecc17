import { z } from "zod";
import { refusalAnswer } from "@/app/files/file-answer";
import { streamOf } from "@/lib/documents/stream-of";
import { loadVolume } from "@/lib/features/portal-packages/loaders";
import { AppError } from "@/lib/platform/errors";

const address = z.object({ packageId: z.uuid(), volume: z.coerce.number().int().min(1).max(1_000) });

/** A ZIP of a package for the portal, handed on as it is read. */
export async function GET(
  _request: Request,
  { params }: RouteContext<"/files/portal/[packageId]/[volume]">,
): Promise<Response> {
  try {
    const place = address.safeParse(await params);
    if (!place.success) throw new AppError("notFound");
    const { name, size, sha256, parts } = await loadVolume(place.data.packageId, place.data.volume);
    return new Response(streamOf(parts), {
      headers: {
        "content-type": "application/zip",
        "content-length": String(size),
        "content-disposition": `attachment; filename="${name}"`,
        "repr-digest": `sha-256=:${Buffer.from(sha256, "hex").toString("base64")}:`,
        "cache-control": "private, no-store",
        "x-content-type-options": "nosniff",
      },
    });
  } catch (thrown) {
    return refusalAnswer(thrown);
  }
}
