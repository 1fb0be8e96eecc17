import type { Metadata } from "next";
import Link from "next/link";
import { userAgentFromString } from "next/server";
import { AccountHeading } from "@/components/session/account-heading";
import { EndAllSessions } from "@/components/session/end-all-sessions";
import { SessionList } from "@/components/session/session-list";
import { FocusKeeper } from "@/components/ui/focus-keeper";
import { formatDateTime } from "@/lib/domain/words/moments";
import { loadOwnSessions } from "@/lib/features/session/loaders";

export const metadata: Metadata = { title: "我的登录" };

export default async function SessionsPage() {
  const { user, current, sessions, idleMinutes } = await loadOwnSessions();
  return (
    <main className="mx-auto flex max-w-3xl flex-col gap-6 px-6 py-16">
      <FocusKeeper />
      <AccountHeading title="我的登录" of={`${user.name}（${user.username}）`} />
      <p className="text-sm">
        下面是您现在登录着的电脑和手机。有不认识的，请结束它，并立即<Link href="/account/password">修改密码</Link>
        。登录满 12 小时，或者 {idleMinutes} 分钟没有使用的，自动结束。
      </p>
      <SessionList
        lines={sessions.map(({ id, browser, address, startedAt, lastSeenAt, isWaiting }) => ({
          id,
          browser: browserName(browser),
          address: address ?? "未记录",
          startedAt: formatDateTime(startedAt),
          lastSeenAt: formatDateTime(lastSeenAt),
          isThis: id === current,
          isWaiting,
        }))}
      />
      <div className="flex flex-wrap items-center gap-4">
        <Link href="/account/profile">返回我的账号</Link>
        <EndAllSessions userId={user.id} />
      </div>
      <noscript>
        <p className="text-sm text-danger">
          浏览器没有运行脚本，不能在这里结束登录。请允许本站运行脚本，或更换浏览器后再试。
        </p>
      </noscript>
    </main>
  );
}

/** “Chrome 109 · Windows 7” */
function browserName(given: string | null): string {
  if (given === null) return "未记录";
  const { browser, os } = userAgentFromString(given);
  const program = [browser.name, browser.version?.split(".")[0]].filter(Boolean).join(" ");
  const system = [os.name, os.version].filter(Boolean).join(" ");
  return [program, system].filter(Boolean).join(" · ") || "其他程序";
}
