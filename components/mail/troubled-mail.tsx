"use client";

import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ListTable } from "@/components/ui/list-table";
import { Refusals } from "@/components/ui/refusals";
import { useSending } from "@/components/ui/use-sending";
import { sendMailAgainAction } from "@/lib/features/mail/actions";
import type { TroubledMail } from "@/lib/features/mail/schema";

/** Mail that did not go out or may not have arrived, with why; what is not known to have arrived can be sent again. */
export function TroubledMailList({ mails }: { mails: readonly TroubledMail[] }) {
  const { reasons, isSending, send } = useSending();
  return (
    <div className="flex flex-col gap-2">
      <Refusals reasons={reasons} title="没有再次发送" />
      <ListTable label="没有送达的各封邮件" heads={["收件人", "时间", "状态", "原因", "办理"]} hasCards>
        {mails.map(({ id, person, at, state, said }) => (
          <tr key={id} className="border-b border-line align-top">
            <th scope="row" data-head="收件人" className="px-2 py-1 text-left font-normal">
              {person}
            </th>
            <td data-head="时间" className="whitespace-nowrap px-2 py-1 tabular-nums">
              {at}
            </td>
            <td data-head="状态" className="px-2 py-1">
              <Badge tone={state === "unsure" ? "warn" : "neutral"}>{state === "unsure" ? "未确认" : "没有发出"}</Badge>
            </td>
            <td data-head="原因" className="px-2 py-1 wrap-anywhere">
              {said}
            </td>
            <td data-head="办理" className="px-2 py-1">
              {state === "unsure" && (
                <Button
                  aria-label={`再次发送给${person}`}
                  isDisabled={isSending}
                  onPress={() => void send(() => sendMailAgainAction({ mailId: id }))}
                >
                  再次发送
                </Button>
              )}
            </td>
          </tr>
        ))}
      </ListTable>
    </div>
  );
}
