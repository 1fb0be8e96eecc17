import { cachedAnswer, problemAnswer } from "@/lib/documents/open-data/answers";
import {
  linkToCsvMetadata,
  viewAsCsv,
  viewAsCsvMetadata,
  viewAsJson,
  viewAsSvg,
  viewAsWorkbook,
  viewMediaTypes,
} from "@/lib/documents/questions/write-view";
import { dataForms, type DataForm } from "@/lib/domain/questions/question";
import type { View } from "@/lib/domain/questions/view";
import { loadViewAt } from "@/lib/features/questions/loaders";

/** A view as data: what its page shows, at the same address with an ending of `dataForms` (next.config.ts). */
export async function GET(
  request: Request,
  { params }: RouteContext<"/api/views/[form]/[...path]">,
): Promise<Response> {
  const { form: given, path } = await params;
  const form = (Object.keys(dataForms) as DataForm[]).find((each) => each === given);
  if (!form) return problemAnswer(404, "没有这种格式", `可取的格式：${Object.keys(dataForms).join("、")}。`);
  const loaded = await loadViewAt(path.join("/"), new URL(request.url).search.slice(1));
  if (!loaded.ok) {
    const { status, detail } = loaded.problem;
    return problemAnswer(status, status === 400 ? "查询参数有误" : "没有找到", detail);
  }
  const body = await bodyOf(loaded.view, form);
  if (body === null) return problemAnswer(404, "没有图", "这一页没有可以画成图的数。可取 .csv、.json、.xlsx。");
  const name = `${path.join("-")}.${form}`;
  const asFile: Record<string, string> =
    form === "csv" || form === "xlsx" ? { "content-disposition": `attachment; filename="${name}"` } : {};
  const described: Record<string, string> = form === "csv" ? { link: linkToCsvMetadata(loaded.view) } : {};
  return cachedAnswer(request, body, viewMediaTypes[form], { ...asFile, ...described });
}

async function bodyOf(view: View, form: DataForm): Promise<string | Uint8Array<ArrayBuffer> | null> {
  switch (form) {
    case "csv":
      return viewAsCsv(view);
    case "csv-metadata.json":
      return viewAsCsvMetadata(view);
    case "json":
      return viewAsJson(view);
    case "xlsx":
      return viewAsWorkbook(view);
    case "svg":
      return viewAsSvg(view);
  }
}
