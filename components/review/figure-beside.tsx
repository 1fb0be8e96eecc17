"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { figureBesideAction } from "@/lib/features/figure-beside/actions";
import type { FigureBeside as Beside } from "@/lib/features/figure-beside/schema";

/** Beside a figure, on demand: last year's, the budget's, the middle of its kind, and who changed it. */
export function FigureBeside({ versionId, cell }: { versionId: string; cell: string }) {
  const [read, setRead] = useState<Beside | string | "reading" | null>(null);
  if (read === null)
    return (
      <Button
        className="mt-2"
        onPress={() => {
          setRead("reading");
          figureBesideAction({ versionId, cell }).then(
            (answer) => setRead(answer.ok ? answer.data : answer.reasons.join("")),
            () => setRead("没有连上服务器，暂时看不到比较。"),
          );
        }}
      >
        与上年、预算和同类比较
      </Button>
    );
  if (typeof read === "string") return <p role="status">{read === "reading" ? "正在读取…" : read}</p>;
  const { now, compared, peers, kindLabel, history } = read;
  return (
    <section aria-label="与上年、预算和同类比较" className="mt-2 flex flex-col gap-2">
      <table className="w-full">
        <thead>
          <tr className="text-left text-muted">
            <th scope="col" className="font-normal">
              比较
            </th>
            <th scope="col" className="text-right font-normal">
              数
            </th>
            <th scope="col" className="pl-3 font-normal">
              本数与之相比
            </th>
          </tr>
        </thead>
        <tbody>
          <tr className="border-t border-line">
            <th scope="row" className="text-left font-normal">
              本数
            </th>
            <td className="text-right tabular-nums" title={now.exact}>
              {now.wan}
            </td>
            <td />
          </tr>
          {compared.map(({ name, wan, exact, change }) => (
            <tr key={name} className="border-t border-line">
              <th scope="row" className="text-left font-normal">
                {name}
              </th>
              <td className="text-right tabular-nums" title={exact}>
                {wan}
              </td>
              <td className="pl-3 tabular-nums">{change}</td>
            </tr>
          ))}
          {typeof peers === "object" && peers !== null && (
            <>
              <tr className="border-t border-line">
                <th scope="row" className="text-left font-normal">
                  同类中位数（{kindLabel}，已公开 {peers.n} 个）
                </th>
                <td className="text-right tabular-nums">{peers.median}</td>
                <td />
              </tr>
              {peers.perHead && (
                <tr className="border-t border-line">
                  <th scope="row" className="text-left font-normal">
                    人均中位数（{peers.perHead.n} 个）
                  </th>
                  <td className="text-right tabular-nums">{peers.perHead.median}</td>
                  <td className="pl-3 tabular-nums">
                    {peers.perHead.own === null ? "本单位人数未知" : `本单位人均 ${peers.perHead.own}`}
                  </td>
                </tr>
              )}
            </>
          )}
        </tbody>
      </table>
      {typeof peers === "number" && (
        <p className="text-xs text-muted">
          同类（{kindLabel}）已公开这个数的只有 {peers} 个单位，不足 5 个，不列中位数。
        </p>
      )}
      {history.map(({ label, changes }) => (
        <section key={label}>
          <h3 className="text-muted">修改记录：{label}</h3>
          {changes.length === 0 && <p>没有修改过。</p>}
          <ol>
            {changes.map(({ revision, from, to, how, by, at }) => (
              <li key={revision} className="border-t border-line py-1">
                <p className="tabular-nums">
                  <span className="text-muted line-through">{from}</span>
                  <span aria-hidden> → </span>
                  <span className="sr-only">改为</span>
                  {to}
                </p>
                <p className="text-xs text-muted">
                  {by} {at} {how}
                </p>
              </li>
            ))}
          </ol>
        </section>
      ))}
    </section>
  );
}
