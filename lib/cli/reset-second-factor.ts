import { chooseDistrict, withInstallation } from "@/lib/cli/installation";
import { resetSecondFactor } from "@/lib/features/second-factor/mutations";
import { db } from "@/lib/platform/db";

/**
 * Takes away the second factor of a person: for the only administrator of a district, whom no other can help.
 *
 * @returns the exit code: 1 when there is no such person, or nothing to take away.
 */
export async function resetSecondFactorCommand({
  username,
  district: code,
}: {
  username: string;
  district: string | undefined;
}): Promise<number> {
  return withInstallation(async () => {
    const district = await chooseDistrict(code);
    if (!district) return 1;
    const user = await db().user.findFirst({ where: { districtId: district.id, username: username.toLowerCase() } });
    if (!user) {
      console.error(`本地区没有用户名为“${username}”的用户。`);
      return 1;
    }
    const outcome = await resetSecondFactor(district.id, { id: null, name: "命令行" }, user.id);
    if (!outcome.ok) {
      console.error(outcome.reasons.join(" "));
      return 1;
    }
    console.log(`已重置${user.name}（${user.username}）的两步验证，其所有登录已结束，下次只凭密码登录。`);
    return 0;
  });
}
