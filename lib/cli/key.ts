import { z } from "zod";
import { chooseDistrict, withInstallation } from "@/lib/cli/installation";
import { formatDate } from "@/lib/domain/words/moments";
import { listKeys } from "@/lib/features/proof/data";
import { changeKey } from "@/lib/features/proof/mutations";
import { placeOfSigningKeys, SigningKeyProblem } from "@/lib/platform/signing-keys";

export const keySchema = z
  .object({
    verb: z.enum(["show", "rotate", "replace"], "key 之后写 show、rotate 或 replace。"),
    reason: z.string().trim().min(1, "请写明原因。").max(500, "原因最多 500 字。").optional(),
    district: z.string().optional(),
  })
  .refine(({ verb, reason }) => (verb === "replace") === (reason !== undefined), {
    path: ["reason"],
    message: "replace 须用 --reason 写明密钥丢失的原因，人人可见；其他不用写。",
  });

/**
 * Shows the signing keys of a district, or lets another one sign from now on.
 *
 * @returns the exit code: 1 when that was refused.
 */
export async function keyCommand({ verb, reason, district: code }: z.infer<typeof keySchema>): Promise<number> {
  return withInstallation(async () => {
    if (verb === "show") return showKeys(code);
    try {
      const id = await changeKey(reason ?? null);
      console.log(
        `已更换签名密钥，今后由 ${id} 签署。请备份 ${placeOfSigningKeys()}，并在网站以外（公文、公告栏）公布新的密钥编号。`,
      );
      return 0;
    } catch (error) {
      if (!(error instanceof SigningKeyProblem)) throw error;
      console.error(error.message);
      return 1;
    }
  });
}

async function showKeys(code: string | undefined): Promise<number> {
  const district = await chooseDistrict(code);
  if (!district) return 1;
  const keys = await listKeys(district.id);
  if (keys.length === 0) console.log("还没有签署过公开的清单，没有启用密钥。");
  for (const { id, from, until, madeAt, lost } of keys)
    console.log(
      `${id}　${formatDate(new Date(madeAt))}起，第 ${from} 条启用${until === null ? "，现用" : `，第 ${until} 条停用`}${lost === null ? "" : `（前一个密钥丢失：${lost}）`}`,
    );
  console.log(`私钥在${placeOfSigningKeys()}，请备份。`);
  return 0;
}
