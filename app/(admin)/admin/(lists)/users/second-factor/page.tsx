import type { Metadata } from "next";
import { SecondFactorRuleForm } from "@/components/admin/second-factor-rule";
import { loadRule } from "@/lib/features/second-factor/loaders";

export const metadata: Metadata = { title: "两步验证" };

export default async function SecondFactorRulePage() {
  const { rule, without } = await loadRule();
  const ofBureau = without.filter(({ isOfBureau }) => isOfBureau);
  return (
    <div className="flex max-w-3xl flex-col gap-4">
      <h1 className="font-serif text-2xl">两步验证</h1>
      <p className="max-w-prose text-sm text-muted">
        登录时除密码外，再用手机上的动态验证码或者通行密钥验证一步。被要求而没有启用的人，登录后先到启用的页面；
        丢失手机或者密钥的，由管理员在“用户”中重置。修改记入操作日志。
      </p>
      <SecondFactorRuleForm
        key={rule}
        rule={rule}
        owing={{ nobody: 0, bureau: ofBureau.length, everybody: without.length }}
      />
      <section aria-labelledby="without" className="text-sm">
        <h2 id="without" className="text-base font-semibold">
          还没有启用的审核人和管理员（{ofBureau.length} 人）
        </h2>
        <ul>
          {ofBureau.map(({ name, username }) => (
            <li key={username}>
              {name}（{username}）
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
