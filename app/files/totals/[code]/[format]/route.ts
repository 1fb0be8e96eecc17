import { fileAnswer } from "@/app/files/file-answer";
import { readTotalQuery } from "@/components/totals/total-address";
import { loadTotalWorkbook } from "@/lib/features/totals/loaders";
import { AppError } from "@/lib/platform/errors";

/** A total in its five columns as a workbook; `district` stands for the district, else the code of a department. */
export function GET(request: Request, { params }: RouteContext<"/files/totals/[code]/[format]">): Promise<Response> {
  return fileAnswer(async () => {
    const { code, format } = await params;
    const query = readTotalQuery(Object.fromEntries(new URL(request.url).searchParams));
    if (format !== "xlsx" || !query || !/^[\w.-]{1,40}$/.test(code)) throw new AppError("notFound");
    const { bytes, name } = await loadTotalWorkbook({ code: code === "district" ? null : code, ...query });
    return { bytes, format: "xlsx", named: `filename="total.xlsx"; filename*=UTF-8''${encodeURIComponent(name)}` };
  });
}
