import { cachedAnswer, preflightAnswer, problemAnswer } from "@/lib/documents/open-data/answers";
import { queries } from "@/lib/documents/open-data/queries";
import { publicDistrict } from "@/lib/features/public-reports/data";
import { readYearArchive } from "@/lib/features/year-archives/data";
import { openRoute } from "../../open-route";

/** `2021.zip`: all published accounts of the year. */
export const GET = openRoute(
  queries.none,
  async (_query, request, { params }: RouteContext<"/api/v1/archives/[name]">) => {
    const [, year] = /^(\d{4})\.zip$/.exec((await params).name) ?? [];
    const district = year === undefined ? null : await publicDistrict();
    const archive = district && (await readYearArchive(district.id, Number(year)));
    if (!district || !archive)
      return problemAnswer(
        404,
        "没有这个压缩包",
        "该年度没有公开的决算，或整年数据还没有做成。已做成的列在 /api/v1/archives。",
      );
    return cachedAnswer(request, archive.bytes, "application/zip", {
      "content-disposition": `attachment; filename="final-accounts-${district.code}-${year}.zip"`,
      "repr-digest": `sha-256=:${Buffer.from(archive.sha256, "hex").toString("base64")}:`,
    });
  },
);

export { preflightAnswer as OPTIONS };
