import type { Metadata } from "next";
import Link from "next/link";
import { MailSettings } from "@/components/mail/mail-settings";
import { AccountHeading } from "@/components/session/account-heading";
import { Callout } from "@/components/ui/callout";
import { FocusKeeper } from "@/components/ui/focus-keeper";
import { formatDateTime } from "@/lib/domain/words/moments";
import { loadOwnMail } from "@/lib/features/mail-settings/loaders";

export const metadata: Metadata = { title: "邮件提醒" };

export default async function MailPage() {
  const { user, mail } = await loadOwnMail();
  const { isOffered, setting } = mail;
  return (
    <main className="mx-auto flex max-w-lg flex-col gap-6 px-6 py-16">
      <FocusKeeper />
      <AccountHeading title="邮件提醒" of={`${user.name}（${user.username}）`} />
      <p className="text-sm">
        通知都在站内的<Link href="/account/notices">通知</Link>
        中，邮件只是提醒：写明是什么事、到哪里看，不含报告内容。
      </p>
      {!isOffered && (
        <Callout tone="neutral" title="本系统没有设置邮件服务器">
          现在不发送邮件，请在站内查看通知。需要邮件提醒的，请联系财政局管理员。
        </Callout>
      )}
      {setting?.unreachable && (
        <Callout tone="danger" title={`${setting.address} 无法送达`}>
          <p>
            {formatDateTime(new Date(setting.unreachable.since))} 被邮件服务器拒收：{setting.unreachable.said}
          </p>
          <p>不再向这个邮箱发送。请核对地址，重新发送验证码；或换一个邮箱。通知没有丢失，都在站内。</p>
        </Callout>
      )}
      {(isOffered || setting) && <MailSettings isOffered={isOffered} setting={setting} />}
      <div className="flex flex-wrap gap-4">
        <Link href="/account/notices">通知</Link>
        <Link href="/account/profile">我的账号</Link>
      </div>
    </main>
  );
}
