import { z } from "zod";
import { chooseDistrict, withInstallation } from "@/lib/cli/installation";
import { stopPdf } from "@/lib/documents/pdf/set-pdf";
import { makeMissingFiles } from "@/lib/features/publication/mutations";

export const filesSchema = z.object({
  year: z.coerce
    .number("年度须为四位数。")
    .int("年度须为四位数。")
    .min(2015, "年度须为四位数。")
    .max(2100, "年度须为四位数。")
    .optional(),
  district: z.string().optional(),
});

/**
 * Makes the files that publications lack and says how far it has come.
 *
 * @returns the exit code: 1 when a file could not be made.
 */
export async function makeFiles({ year, district: code }: z.infer<typeof filesSchema>): Promise<number> {
  return withInstallation(async () => {
    const district = await chooseDistrict(code);
    if (!district) return 1;
    let failed = 0;
    const seen = await makeMissingFiles(
      district.id,
      year === undefined ? {} : { year },
      ({ unitName, year: of, number, at, of: total, problem }) => {
        console.log(
          `${at}/${total} ${unitName}${of}年度第${number}版${problem === null ? "" : `：未能生成 ${problem}`}`,
        );
        if (problem !== null) failed += 1;
      },
    );
    stopPdf();
    console.log(seen === 0 ? "已公开的决算都有文件。" : `已处理${seen}份公开的决算，${failed}份有文件未能生成。`);
    return failed > 0 ? 1 : 0;
  });
}
