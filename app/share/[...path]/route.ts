import { cachedAnswer, preflightAnswer, problemAnswer } from "@/lib/documents/open-data/answers";
import { SHARE_IMAGE } from "@/lib/domain/document/share-address";
import { loadShareImage } from "@/lib/features/share-images/loaders";

export const dynamic = "force-dynamic";

/** The picture that a messenger shows beside a link: `/share/r/101001/2021/v/1.png`, `/share/d/2021/status.png`. */
export async function GET(request: Request, { params }: RouteContext<"/share/[...path]">): Promise<Response> {
  const image = await loadShareImage((await params).path, new URL(request.url).search.slice(1));
  if (image.state === "none") return problemAnswer(404, "没有这张图", "这个地址没有已公开的页面，或者它没有图。");
  if (image.state === "busy") return problemAnswer(503, "正在制作的图较多", "请稍候再取。");
  // That of a version never changes; that of an answer lives as long as the answer's data.
  const kept: Record<string, string> = image.isLasting ? { "cache-control": "public, max-age=86400" } : {};
  return cachedAnswer(request, image.bytes, SHARE_IMAGE.type, kept);
}

export { preflightAnswer as OPTIONS };
