"use client";

import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ListTable } from "@/components/ui/list-table";
import { Refusals } from "@/components/ui/refusals";
import { useIsReady } from "@/components/ui/use-is-ready";
import { useSending } from "@/components/ui/use-sending";
import { endSessionAction } from "@/lib/features/session/actions";

/** One sign-in as its person sees it, in words. */
export interface SessionLine {
  id: string;
  browser: string;
  address: string;
  startedAt: string;
  lastSeenAt: string;
  /** The one by which the page is seen. */
  isThis: boolean;
  /** Only the password was given yet. */
  isWaiting: boolean;
}

/** Where a person is signed in, each with a button that ends it. */
export function SessionList({ lines }: { lines: SessionLine[] }) {
  const { reasons, isSending, send } = useSending();
  const isReady = useIsReady();
  return (
    <>
      <Refusals reasons={reasons} title="未办理" />
      <ListTable label="登录" heads={["浏览器", "网络地址", "登录时间", "最近使用", "办理"]} hasCards>
        {lines.map(({ id, browser, address, startedAt, lastSeenAt, isThis, isWaiting }) => (
          <tr key={id} className="border-b border-line">
            <th scope="row" className="px-2 py-2 text-left font-normal">
              {browser}
              {isWaiting && <span className="block text-xs text-warn">密码正确，还没有通过两步验证</span>}
            </th>
            <td data-head="网络地址" className="px-2 py-2">
              {address}
            </td>
            <td data-head="登录时间" className="whitespace-nowrap px-2 py-2">
              {startedAt}
            </td>
            <td data-head="最近使用" className="whitespace-nowrap px-2 py-2">
              {lastSeenAt}
            </td>
            <td data-head="办理" className="px-2 py-2">
              {isThis ? (
                <Badge tone="active">这里</Badge>
              ) : (
                <Button
                  isDisabled={!isReady || isSending}
                  aria-label={`结束${startedAt}在${browser}上的登录`}
                  onPress={() => void send(() => endSessionAction({ sessionId: id }))}
                >
                  结束
                </Button>
              )}
            </td>
          </tr>
        ))}
      </ListTable>
    </>
  );
}
