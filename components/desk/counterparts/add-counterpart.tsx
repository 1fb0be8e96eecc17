"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Refusals } from "@/components/ui/refusals";
import { useSending } from "@/components/ui/use-sending";
import type { CounterpartUnit } from "@/lib/domain/checks/rule/rule";
import {
  counterpartKey,
  outsideParty,
  type CounterpartPlace,
  type TransferAmount,
} from "@/lib/domain/words/counterparts";
import { findCounterpartsAction } from "@/lib/features/versions/actions";
import { useDesk } from "../store/use-desk";

const box = "w-full min-w-40 border border-line bg-surface px-1.5 py-1 text-sm";

interface Props {
  amounts: readonly TransferAmount[];
  units: readonly CounterpartUnit[];
  taken: readonly CounterpartPlace[];
  subjectOf: (item: string) => string;
  onFound: (units: readonly CounterpartUnit[]) => void;
  onAdd: (place: CounterpartPlace) => void;
}

/** Picks an amount and the other unit: one of the department at once, any other by a part of its code or name. */
export function AddCounterpart({ amounts, units, taken, subjectOf, onFound, onAdd }: Props) {
  const versionId = useDesk(({ report }) => report.versionId);
  const [at, setAt] = useState(0);
  const [party, setParty] = useState(units[0]?.id ?? outsideParty);
  const [query, setQuery] = useState("");
  const [said, setSaid] = useState("");
  const { reasons, send } = useSending({ refreshes: false });
  const amount = amounts[at] ?? amounts[0];
  if (!amount) return <p className="text-muted">先在上面的表中填列金额，再写明往来单位。</p>;
  const place = { column: amount.column.column, item: amount.item, party };
  const isTaken = taken.some((each) => counterpartKey(each) === counterpartKey(place));

  const find = () =>
    send(
      () => findCounterpartsAction({ versionId, query }),
      (found) => {
        onFound(found);
        if (found[0]) setParty(found[0].id);
        setSaid(
          found.length === 0
            ? `没有找到编码或名称含“${query.trim()}”的本年度单位。对方不是本区单位的，选“区外单位”。`
            : `找到 ${found.length} 个单位，请在“往来单位”中选择。`,
        );
      },
    );

  return (
    <div className="flex flex-col gap-1">
      <div className="flex flex-wrap items-end gap-2">
        <label className="flex min-w-0 flex-col gap-0.5">
          金额
          <select className={box} value={String(at)} onChange={(event) => setAt(Number(event.target.value))}>
            {amounts.map(({ key, column, item }, position) => (
              <option key={key} value={position}>
                {subjectOf(item)} {column.label}
              </option>
            ))}
          </select>
        </label>
        <label className="flex min-w-0 flex-col gap-0.5">
          往来单位
          <select className={box} value={party} onChange={(event) => setParty(event.target.value)}>
            {units
              .filter(({ isOfYear }) => isOfYear)
              .map(({ id, code, name }) => (
                <option key={id} value={id}>
                  {code} {name}
                </option>
              ))}
            <option value={outsideParty}>区外单位</option>
          </select>
        </label>
        <Button isDisabled={isTaken} onPress={() => onAdd(place)}>
          添加一笔
        </Button>
        <label className="flex min-w-0 flex-col gap-0.5">
          查找其他部门的单位
          <input
            className={box}
            maxLength={60}
            placeholder="单位编码或名称"
            value={query}
            onChange={(event) => setQuery(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === "Enter" && query.trim() !== "") void find();
            }}
          />
        </label>
        <Button isDisabled={query.trim() === ""} onPress={() => void find()}>
          查找
        </Button>
      </div>
      <p role="status" className="text-muted">
        {isTaken ? "该金额已有这个往来单位，请在上面修改金额。" : said}
      </p>
      <Refusals reasons={reasons} />
    </div>
  );
}
