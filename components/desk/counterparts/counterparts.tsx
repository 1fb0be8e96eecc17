"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { FormTable } from "@/components/ui/form-table";
import type { CounterpartUnit } from "@/lib/domain/checks/rule/rule";
import { comparePairs, type ComparedPair } from "@/lib/domain/checks/verification/counterparts";
import { formatForInput, formatYuan } from "@/lib/domain/words/amounts";
import {
  begunCounterparts,
  counterpartKey,
  counterpartSlot,
  counterpartsOf,
  outsideParty,
  stateOfPair,
  transferAmountKey,
  transferAmounts,
  transferColumn,
  transferColumns,
  transferKind,
  type CounterpartPlace,
  type TransferColumn,
} from "@/lib/domain/words/counterparts";
import { AmountInput } from "../amounts/amount-input";
import { mayFill } from "../store/desk-state";
import { useDesk, useDeskActs } from "../store/use-desk";
import { AddCounterpart } from "./add-counterpart";

const heads = ["科目", "栏目", "往来单位", "金额（元）", "对方填列（元）", "对方入账年度（与本年不同的填）", "操作"];
const box = "w-full border border-line bg-surface px-1.5 py-1 text-sm read-only:bg-shade";

/**
 * 往来单位 below the sheet whose amounts they split up: to whom the unit paid, from whom it received, and what the other
 * side has of it. Saved key by key like the sheet itself.
 */
export function Counterparts({ sheet }: { sheet: TransferColumn["sheet"] }) {
  const { edits, setText } = useDeskActs();
  const { model, findings } = useDesk(({ seen }) => seen);
  const invalid = useDesk(({ own }) => own.invalid);
  const texts = useDesk((state) => state.texts);
  const context = useDesk(({ report }) => report.counterparts);
  const catalogue = useDesk(({ lastYear }) => lastYear.functional);
  const isEditable = useDesk(mayFill);
  const [begun, setBegun] = useState<readonly CounterpartPlace[]>([]);
  const [found, setFound] = useState<readonly CounterpartUnit[]>([]);
  const ofSheet = ({ column }: Pick<CounterpartPlace, "column">) => transferColumn(column)!.sheet === sheet;
  const amounts = transferAmounts(model.facts().amounts).filter(({ column }) => column.sheet === sheet);
  const stored = begunCounterparts([...model.facts().amounts.keys(), ...invalid.keys()], texts).filter(ofSheet);
  const isStored = (place: CounterpartPlace) => stored.some((each) => counterpartKey(each) === counterpartKey(place));
  const places = [...stored, ...begun.filter((place) => !isStored(place))];
  const own = counterpartsOf({ amounts: model.facts().amounts, texts });
  const pairs = comparePairs(own, context, model.identity.year).filter((pair) => columnOf(pair).sheet === sheet);
  const problems = findings.filter(
    ({ ruleId, facts, key }) =>
      ["L-66", "L-67", "L-68"].includes(ruleId) &&
      (facts.some((fact) => fact.startsWith(`${sheet}:`)) ||
        places.some((place) => key.endsWith(counterpartKey(place)))),
  );
  const unequal = pairs.filter((pair) => stateOfPair(pair) !== "equal" && pair.settledBy === null);
  const units = [...context.units, ...found.filter(({ id }) => !context.units.some((unit) => unit.id === id))];
  const nameOf = (party: string) => {
    if (party === outsideParty) return "区外单位";
    if (party === context.unitId) return "本单位";
    const unit = units.find(({ id }) => id === party);
    if (unit?.name) return `${unit.code} ${unit.name}`;
    const written = places
      .filter((place) => place.party === party)
      .map((place) => texts.get(counterpartSlot(place, "name")))
      .find(Boolean);
    return written ? `${written}（不在本年度名录）` : "不在本年度名录的单位";
  };
  const subjectOf = (item: string) => [item, catalogue.get(item)?.name].filter(Boolean).join(" ");

  /** The column in which the unit in hand has its side of a pair. */
  function columnOf({ kind, payer }: ComparedPair): TransferColumn {
    return transferColumns.find(
      (column) => column.kind === kind && (column.direction === "paid") === (payer === context.unitId),
    )!;
  }

  function setAmount(place: CounterpartPlace, input: string, how: "fill" | "clear"): void {
    const key = counterpartKey(place);
    const before = invalid.get(key) ?? formatForInput(model.amount(key), "yuan");
    if (input !== before) edits().change([{ key, before, input }], how, "yuan");
  }

  function remove(place: CounterpartPlace): void {
    setBegun(begun.filter((each) => counterpartKey(each) !== counterpartKey(place)));
    setAmount(place, "", "clear");
    for (const text of ["name", "year"] as const)
      if (texts.get(counterpartSlot(place, text))) setText(counterpartSlot(place, text), "");
  }

  /** A new line gets what is not named yet of its amount. */
  function add(place: CounterpartPlace): void {
    setBegun([...begun, place]);
    const whole = amounts.find(({ key }) => key === transferAmountKey(place));
    const rest = (whole?.amount ?? 0) - (whole?.named ?? 0);
    if (rest > 0) setAmount(place, formatForInput(rest, "yuan"), "fill");
  }

  if (amounts.length === 0 && places.length === 0 && pairs.length === 0) return null;
  const hasProblem = problems.length > 0 || unequal.length > 0;
  const summary = hasProblem
    ? [
        problems.length > 0 ? `${problems.length} 处待更正或写明` : "",
        unequal.length > 0 ? `${unequal.length} 对与对方不一致` : "",
      ]
        .filter(Boolean)
        .join("，")
    : `${places.length} 笔，与本区单位的往来双方一致`;
  return (
    <details className="mt-4" open={hasProblem}>
      <summary className="cursor-pointer text-sm pointer-coarse:min-h-10">
        <span className="font-semibold">往来单位</span>{" "}
        <span className={hasProblem ? "text-warn" : "text-muted"}>{summary}</span>
      </summary>
      <div className="mt-2 flex flex-col gap-2 text-sm">
        {problems.map(({ key, message, severity }) => (
          <p
            key={key}
            className={
              severity === "blocking"
                ? "border-l-4 border-danger bg-danger-shade px-2 py-1"
                : "border-l-4 border-warn bg-warn-shade px-2 py-1"
            }
          >
            {message}
          </p>
        ))}
        {places.length > 0 && (
          <FormTable label="往来单位" heads={heads}>
            {places.map((place) => {
              const key = counterpartKey(place);
              const { label } = transferColumn(place.column)!;
              const name = `${subjectOf(place.item)}${label}${nameOf(place.party)}`;
              const pair = pairs.find((each) => each.other === place.party && columnOf(each).column === place.column);
              return (
                <tr key={key} aria-label={name}>
                  <td className="min-w-36 p-1.5!">{subjectOf(place.item)}</td>
                  <td className="whitespace-nowrap p-1.5!">{label}</td>
                  <td className="min-w-44 p-1.5!">
                    {nameOf(place.party)}
                    {place.party === outsideParty && (
                      <Text place={place} text="name" label={`${name}对方名称`} placeholder="对方名称" />
                    )}
                  </td>
                  <td className="min-w-36">
                    <AmountInput
                      fact={key}
                      label={`${name}金额`}
                      isReadOnly={!isEditable}
                      onCommit={(before, input) => edits().change([{ key, before, input }], "typed", "yuan")}
                    />
                  </td>
                  <td className="whitespace-nowrap p-1.5! text-right tabular-nums">
                    {pair ? <OtherSide pair={pair} unitId={context.unitId} /> : "—"}
                  </td>
                  <td className="min-w-28">
                    {place.party !== outsideParty && (
                      <Text place={place} text="year" label={`${name}对方入账年度`} placeholder="如 2022" />
                    )}
                  </td>
                  <td className="whitespace-nowrap p-1!">
                    {isEditable && (
                      <Button aria-label={`删除${name}`} onPress={() => remove(place)}>
                        删除
                      </Button>
                    )}
                  </td>
                </tr>
              );
            })}
          </FormTable>
        )}
        {unequal.length > 0 && (
          <ul aria-label="与对方不一致的往来" className="flex flex-col gap-0.5 tabular-nums">
            {unequal.map((pair) => {
              const column = columnOf(pair);
              const isPayer = column.direction === "paid";
              const there = transferKind(pair.kind)[isPayer ? "received" : "paid"].label;
              const [mine, theirs] = isPayer ? [pair.paid, pair.received] : [pair.received, pair.paid];
              const amount = amounts.find((each) => each.column.column === column.column);
              return (
                <li key={`${pair.kind}.${pair.payer}.${pair.receiver}`} className="flex flex-wrap items-center gap-2">
                  <span>
                    {nameOf(pair.other)}：本单位{column.label} {mine === null ? "没有写明" : `${formatYuan(mine)} 元`}
                    ，对方{there} {theirs === null ? "没有写明" : `${formatYuan(theirs)} 元`}
                  </span>
                  {isEditable && mine === null && theirs !== null && amount && (
                    <Button
                      onPress={() =>
                        setAmount(
                          { column: column.column, item: amount.item, party: pair.other },
                          formatForInput(theirs, "yuan"),
                          "fill",
                        )
                      }
                    >
                      按对方金额写明
                    </Button>
                  )}
                </li>
              );
            })}
          </ul>
        )}
        {isEditable && (
          <AddCounterpart
            amounts={amounts}
            units={units}
            taken={places}
            subjectOf={subjectOf}
            onFound={(more) => setFound([...found, ...more])}
            onAdd={add}
          />
        )}
      </div>
    </details>
  );
}

function OtherSide({ pair, unitId }: { pair: ComparedPair; unitId: string }) {
  const theirs = pair.payer === unitId ? pair.received : pair.paid;
  const state = stateOfPair(pair);
  return (
    <>
      {theirs === null ? "没有写明" : formatYuan(theirs)}
      <span
        className={
          state === "equal" || pair.settledBy !== null ? "block text-xs text-muted" : "block text-xs text-warn"
        }
      >
        {state === "equal" ? "一致" : pair.settledBy === null ? "不一致" : `已认定（${pair.settledBy}）`}
      </span>
    </>
  );
}

/** One text of a counterpart, saved while typing. */
function Text({
  place,
  text: part,
  label,
  placeholder,
}: {
  place: CounterpartPlace;
  text: "name" | "year";
  label: string;
  placeholder: string;
}) {
  const { typeText } = useDeskActs();
  const isEditable = useDesk(mayFill);
  const slot = counterpartSlot(place, part);
  const text = useDesk(({ texts }) => texts.get(slot) ?? "");
  const isOdd = part === "year" && text.trim() !== "" && !/^\d{4}$/.test(text.trim());
  return (
    <>
      <input
        className={box}
        aria-label={label}
        aria-invalid={isOdd || undefined}
        placeholder={placeholder}
        maxLength={part === "name" ? 100 : 4}
        inputMode={part === "year" ? "numeric" : undefined}
        readOnly={!isEditable}
        value={text}
        onChange={(event) => typeText(slot, event.target.value)}
      />
      {isOdd && <span className="block px-1.5 text-xs text-danger">请填四位年份。</span>}
    </>
  );
}
