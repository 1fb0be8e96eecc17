import type { Metadata } from "next";
import { DeadlineDaysForm } from "@/components/mail/deadline-days-form";
import { TroubledMailList } from "@/components/mail/troubled-mail";
import { Callout } from "@/components/ui/callout";
import { ListTable } from "@/components/ui/list-table";
import { formatDateTime } from "@/lib/domain/words/moments";
import { loadMail } from "@/lib/features/mail/loaders";

export const metadata: Metadata = { title: "通知邮件" };

export default async function MailPage() {
  const { standing, troubled, unreachable, deadlineDays, server } = await loadMail();
  const { failingSince, said, lastSentAt, waiting, unsure } = standing;
  return (
    <div className="flex max-w-4xl flex-col gap-8">
      <div>
        <h1 className="font-serif text-2xl">通知邮件</h1>
        <p className="max-w-prose text-sm text-muted">
          通知都在站内；填了邮箱并经过验证的人另有邮件提醒，由本人选择即时、每日汇总或不发。
        </p>
      </div>
      <section aria-labelledby="server" className="flex flex-col gap-3">
        <h2 id="server" className="text-base font-semibold">
          邮件服务器
        </h2>
        {server === null ? (
          <Callout tone="neutral" title="没有设置邮件服务器">
            通知只在站内显示。需要邮件提醒的，由系统管理员设置 SMTP_URL 和 MAIL_FROM 后重新启动，办法见 docs/mail.md。
          </Callout>
        ) : (
          <>
            {failingSince && (
              <Callout tone="danger" title={`自 ${formatDateTime(failingSince)} 发不出邮件`}>
                <p className="wrap-anywhere">{said}</p>
                <p>邮件都留着，服务器恢复后自动发出，不会重复。</p>
              </Callout>
            )}
            <dl className="grid grid-cols-[7rem_minmax(0,1fr)] gap-y-1 text-sm">
              <dt className="text-muted">服务器</dt>
              <dd className="wrap-anywhere">{server.host}</dd>
              <dt className="text-muted">发件地址</dt>
              <dd className="wrap-anywhere">{server.from}</dd>
              <dt className="text-muted">最近发出</dt>
              <dd className="tabular-nums">{lastSentAt ? formatDateTime(lastSentAt) : "还没有"}</dd>
              <dt className="text-muted">等待发送</dt>
              <dd className="tabular-nums">{waiting} 封</dd>
              <dt className="text-muted">未确认</dt>
              <dd className="tabular-nums">{unsure} 封</dd>
            </dl>
          </>
        )}
      </section>
      <section aria-labelledby="near" className="flex flex-col gap-3">
        <h2 id="near" className="text-base font-semibold">
          临近截止
        </h2>
        <p className="text-sm text-muted">
          还没有上报的单位，在截止前这些日子的上午收到通知，每个日子一次；延期的单位按自己的日期。
        </p>
        <DeadlineDaysForm key={deadlineDays.join()} days={deadlineDays} />
      </section>
      <section aria-labelledby="unreachable" className="flex flex-col gap-3">
        <h2 id="unreachable" className="text-base font-semibold">
          无法送达的邮箱
        </h2>
        {unreachable.length === 0 ? (
          <p className="text-sm text-muted">没有。</p>
        ) : (
          <>
            <p className="text-sm text-muted">邮件服务器拒收，不再发送；本人登录后会看到，请提醒本人改正。</p>
            <ListTable label="邮箱无法送达的人" heads={["姓名", "时间", "服务器的答复"]} hasCards>
              {unreachable.map(({ username, name, since, said: refusal }) => (
                <tr key={username} className="border-b border-line align-top">
                  <th scope="row" data-head="姓名" className="px-2 py-1 text-left font-normal">
                    {name}
                    <span className="block text-xs text-muted">{username}</span>
                  </th>
                  <td data-head="时间" className="whitespace-nowrap px-2 py-1 tabular-nums">
                    {formatDateTime(new Date(since))}
                  </td>
                  <td data-head="服务器的答复" className="px-2 py-1 wrap-anywhere">
                    {refusal}
                  </td>
                </tr>
              ))}
            </ListTable>
          </>
        )}
      </section>
      <section aria-labelledby="troubled" className="flex flex-col gap-3">
        <h2 id="troubled" className="text-base font-semibold">
          没有送达的邮件
        </h2>
        {troubled.length === 0 ? (
          <p className="text-sm text-muted">最近三十天没有。</p>
        ) : (
          <>
            <p className="max-w-prose text-sm text-muted">
              “未确认”是发送途中连接中断，可能已经送达，系统不自动重发，以免重复；可以问收件人后再次发送。通知都在站内，没有丢失。
            </p>
            <TroubledMailList mails={troubled.map((mail) => ({ ...mail, at: formatDateTime(new Date(mail.at)) }))} />
          </>
        )}
      </section>
    </div>
  );
}
