import type { Metadata } from "next";
import { AccountHeading } from "@/components/session/account-heading";
import { PasswordForm } from "@/components/session/password-form";
import { Callout } from "@/components/ui/callout";
import { requireSession } from "@/lib/features/session/loaders";

export const metadata: Metadata = { title: "修改密码" };

export default async function PasswordPage() {
  const { user, actor } = await requireSession({ mayOwe: "password" });
  return (
    <main className="mx-auto flex max-w-sm flex-col gap-5 px-6 py-16">
      <AccountHeading title="修改密码" of={`${user.name}（${user.username}）`} />
      {actor.owes === "password" ? (
        <Callout tone="warn" title="请先修改初始密码">
          初始密码由管理员知晓，修改后才能使用系统。
        </Callout>
      ) : (
        <a href="/account">返回工作台</a>
      )}
      <PasswordForm />
    </main>
  );
}
