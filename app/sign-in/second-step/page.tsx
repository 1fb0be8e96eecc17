import type { Metadata } from "next";
import { AccountHeading } from "@/components/session/account-heading";
import { SecondStepForm } from "@/components/session/second-step-form";
import { loadSecondStep } from "@/lib/features/second-factor/loaders";
import { nextPathSchema } from "@/lib/features/session/schema";

export const metadata: Metadata = { title: "两步验证" };

export default async function SecondStepPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const next = nextPathSchema.parse((await searchParams).next);
  const { user, hasCodes, hasPasskey } = await loadSecondStep(next);
  return (
    <main className="mx-auto flex min-h-dvh max-w-sm flex-col justify-center gap-6 px-6 py-12">
      <AccountHeading title="两步验证" of={`${user.name}（${user.username}），密码正确，请再验证一步。`} />
      <SecondStepForm next={next} hasCodes={hasCodes} hasPasskey={hasPasskey} />
      <p className="text-sm text-muted">
        十分钟内有效。手机、密钥和备用码都不在的，请联系管理员重置两步验证。
        <a href={`/sign-in?next=${encodeURIComponent(next)}`}>换一个账号登录</a>
      </p>
    </main>
  );
}
