import type { Metadata } from "next";
import { AccountHeading } from "@/components/session/account-heading";
import { SecondFactor } from "@/components/session/second-factor";
import { Callout } from "@/components/ui/callout";
import { FocusKeeper } from "@/components/ui/focus-keeper";
import { loadOwnFactors } from "@/lib/features/second-factor/loaders";

export const metadata: Metadata = { title: "两步验证" };

export default async function SecondFactorPage() {
  const { user, factors, owesSetUp, isRequired, mayHavePasskeys } = await loadOwnFactors();
  return (
    <main className="mx-auto flex max-w-lg flex-col gap-6 px-6 py-16">
      <FocusKeeper />
      <AccountHeading title="两步验证" of={`${user.name}（${user.username}）`} />
      {owesSetUp ? (
        <Callout tone="warn" title="请先启用两步验证">
          本地区要求您登录时除密码外再验证一步，启用后才能使用系统。两种方式任选一种，也可以都启用。
        </Callout>
      ) : (
        <p className="text-sm">
          登录时除密码外再验证一步，密码被他人知晓也进不来。
          {isRequired ? "本地区要求您启用。" : "本地区没有要求，由您自行决定。"}
          <a href="/account">返回工作台</a>
        </p>
      )}
      <SecondFactor username={user.username} factors={factors} mayHavePasskeys={mayHavePasskeys} />
      <noscript>
        <p className="text-sm text-danger">
          浏览器没有运行脚本，不能在这里启用。请允许本站运行脚本，或更换浏览器后再试。
        </p>
      </noscript>
    </main>
  );
}
