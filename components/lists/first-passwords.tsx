"use client";

import { useState } from "react";
import { downloadRows } from "@/components/text-tables/download-rows";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Refusals } from "@/components/ui/refusals";
import { useSending } from "@/components/ui/use-sending";
import { issuePasswordsAction } from "@/lib/features/list-import/actions";
import { PASSWORDS_AT_ONCE } from "@/lib/features/list-import/schema";

interface Issued {
  userId: string;
  username: string;
  name: string;
  password: string;
}

/**
 * First passwords of people who are new: made when somebody asks, shown here once and kept nowhere. Those that were not
 * handed on are made anew, which ends the old ones.
 */
export function FirstPasswords({
  importId,
  people,
}: {
  importId: string;
  people: readonly { userId: string; username: string; name: string }[];
}) {
  const [issued, setIssued] = useState<Issued[]>([]);
  const { reasons, isSending, send } = useSending({
    unreached: "没有连上服务器，其余的密码没有生成。请检查网络后再生成一次。",
    refreshes: false,
  });
  const [isUnderWay, setIsUnderWay] = useState(false);

  async function issue(): Promise<void> {
    setIsUnderWay(true);
    setIssued([]);
    for (let from = 0; from < people.length; from += PASSWORDS_AT_ONCE) {
      const userIds = people.slice(from, from + PASSWORDS_AT_ONCE).map(({ userId }) => userId);
      const isDone = await send(
        () => issuePasswordsAction({ importId, userIds }),
        (answer) => setIssued((before) => [...before, ...answer.issued]),
      );
      if (!isDone) break;
    }
    setIsUnderWay(false);
  }

  const isBusy = isUnderWay || isSending;
  return (
    <section aria-label="初始密码" className="flex flex-col gap-3">
      <Callout tone="warn" title={`${people.length} 名新用户还没有登录过`}>
        新用户须有初始密码才能登录。密码只在本页显示这一次，系统不保存；离开本页之前请下载，当面交给本人，首次登录须修改。再次生成的，以前发的随即失效。
      </Callout>
      <div className="flex flex-wrap items-center gap-3">
        <Button emphasis={issued.length === 0 ? "primary" : "plain"} isDisabled={isBusy} onPress={() => void issue()}>
          {isBusy ? `正在生成 ${issued.length} / ${people.length}` : issued.length > 0 ? "重新生成" : "生成初始密码"}
        </Button>
        {issued.length > 0 && !isBusy && (
          <Button
            emphasis="primary"
            onPress={() =>
              downloadRows(
                [
                  ["用户名", "姓名", "初始密码"],
                  ...issued.map(({ username, name, password }) => [username, name, password]),
                ],
                "初始密码",
              )
            }
          >
            下载 {issued.length} 个初始密码
          </Button>
        )}
        <span role="status" className="text-sm text-muted">
          {issued.length > 0 && `已生成 ${issued.length} 个`}
        </span>
      </div>
      <Refusals reasons={reasons} title="没有全部生成" />
      {issued.length > 0 && (
        <div className="max-h-80 overflow-auto" tabIndex={0} role="region" aria-label="初始密码清单">
          <table className="border-collapse text-sm">
            <tbody>
              {issued.map(({ userId, username, name, password }) => (
                <tr key={userId} className="border-b border-line">
                  <td className="px-2 py-1">{username}</td>
                  <th scope="row" className="px-2 py-1 text-left font-normal">
                    {name}
                  </th>
                  <td className="select-all px-2 py-1 font-mono">{password}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
