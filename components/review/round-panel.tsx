"use client";

import { useId } from "react";
import { BeforeAfter } from "@/components/comments/place-of-comment";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { changeLists } from "@/lib/domain/document/publication-changes";
import { PanelSection } from "./panel-section";
import type { ChangeLine, MovedLine, RoundLines } from "./round-lines";

interface Props {
  round: RoundLines;
  /** What whoever made the report is called: 单位 or 部门. */
  preparer: string;
  /** What else the address has. */
  kept: Record<string, string>;
  /** Whether the reader marks what they have looked at. */
  mayMark: boolean;
  /** Words of a thread or a finding that a change answers; `null` where the page does not show it. */
  labelOf: (item: string) => string | null;
  /** Marked in this page, before the server's next answer. */
  isMarked: (line: Pick<ChangeLine, "part" | "hash" | "isSeen">) => boolean;
  onShow: (place: string) => void;
  onMark: (marks: { part: string; hash: string }[]) => void;
  onGoTo: (item: string) => void;
}

/** What the unit changed between two points, each change with its place and with what it answers. */
export function RoundPanel({ round, preparer, kept, mayMark, labelOf, isMarked, onShow, onMark, onGoTo }: Props) {
  const { changes, handled, others, followed, notKept } = round;
  const moved = new Set((changes ?? []).flatMap(({ movedWith }) => movedWith.map(keyOf))).size;
  const places = Object.values(followed);
  const countOf = (...states: string[]) => places.filter(({ state }) => states.includes(state)).length;
  return (
    <PanelSection title={`两次之间的改动（${changes?.length ?? 0}）`}>
      <PointChooser round={round} kept={kept} />
      {round.unknownPoint !== null && (
        <Callout tone="warn">这份报告没有“{round.unknownPoint}”这个时点，请另选。</Callout>
      )}
      {notKept.includes("performance") && (
        <Callout tone="warn">所选时点的项目绩效由旧版本系统保存，没有逐项记录，绩效的改动不能列出。</Callout>
      )}
      {notKept.includes("judgements") && (
        <Callout tone="warn">所选时点的核实说明办理结果由旧版本系统覆盖，只有最后一次。</Callout>
      )}
      {changes === null ? (
        <p className="text-muted">没有更早的时点可以比较。报告退回后，{preparer}改过的每一处列在这里。</p>
      ) : (
        <p className="py-1" role="status" aria-label="改动的数目">
          输入改动 {changes.length} 处 · 连带变化 {moved} 处 · 意见 {places.length} 条（内容已改{" "}
          {countOf("changed", "gone")}，未改 {countOf("same", "moved")}）
        </p>
      )}
      {(changes ?? []).map((line) => (
        <ChangeItem
          key={line.part}
          line={line}
          isSeen={isMarked(line)}
          {...{ mayMark, labelOf, onShow, onMark, onGoTo }}
        />
      ))}
      {handled.length > 0 && (
        <details className="py-2">
          <summary className="cursor-pointer">意见和核实说明的办理（{handled.length}）</summary>
          {handled.map(({ what, before, after }, at) => (
            <p key={at} className="wrap-anywhere">
              {what}：<BeforeAfter before={before} after={after} />
            </p>
          ))}
        </details>
      )}
      {others.length > 0 && (
        <details className="py-2">
          <summary className="cursor-pointer">没有对应到某一处输入的变化（{others.length}）</summary>
          <MovedLines lines={others} onShow={onShow} />
        </details>
      )}
    </PanelSection>
  );
}

const keyOf = ({ list, address }: MovedLine) => `${list} ${address}`;

/** The two points, in the address: a form that works before the scripts run. */
function PointChooser({ round: { points, from, to }, kept }: { round: RoundLines; kept: Record<string, string> }) {
  const field = "min-h-8 w-full min-w-0 border border-line bg-surface px-1 pointer-coarse:min-h-10";
  const options = (chosen: { id: string; label: string } | null) =>
    chosen && !points.some(({ id }) => id === chosen.id) ? [...points, chosen] : points;
  const id = useId();
  return (
    <form method="get" className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-2 gap-y-1 py-1">
      {Object.entries(kept).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <label htmlFor={`${id}-from`}>从</label>
      <select id={`${id}-from`} name="from" defaultValue={from?.id ?? points[0]?.id} className={field}>
        {options(from).map((point) => (
          <option key={point.id} value={point.id}>
            {point.label}
          </option>
        ))}
      </select>
      <label htmlFor={`${id}-to`}>到</label>
      <select id={`${id}-to`} name="to" defaultValue={to.id} className={field}>
        {options(to).map((point) => (
          <option key={point.id} value={point.id}>
            {point.label}
          </option>
        ))}
      </select>
      <details className="col-span-2">
        <summary className="cursor-pointer text-muted">改从某一时刻</summary>
        <input type="datetime-local" name="moment" aria-label="从某一时刻" className={field} />
      </details>
      <Button type="submit" className="col-span-2 justify-self-start">
        比较
      </Button>
    </form>
  );
}

function ChangeItem({
  line,
  isSeen,
  mayMark,
  labelOf,
  onShow,
  onMark,
  onGoTo,
}: { line: ChangeLine; isSeen: boolean } & Pick<Props, "mayMark" | "labelOf" | "onShow" | "onMark" | "onGoTo">) {
  const { part, hash, kind, what, before, after, place, movedWith, answers } = line;
  const answered = [
    ...answers.comments.map((id) => ({ item: `thread:${id}`, head: "涉及意见" })),
    ...answers.findings.map((key) => ({ item: `finding:${key}`, head: "涉及未认可的说明" })),
  ].flatMap(({ item, head }) => {
    const label = labelOf(item);
    return label === null || item === place ? [] : [{ item, head, label }];
  });
  return (
    <div
      data-item={part}
      tabIndex={0}
      role="group"
      aria-label={`改动：${what}`}
      className="flex flex-col gap-1 border-b border-line py-2 wrap-anywhere"
    >
      <p>
        <Badge tone="neutral">{kind}</Badge> {isSeen && <Badge tone="done">已看过</Badge>}{" "}
        {place === null ? (
          what
        ) : (
          <button
            type="button"
            className="cursor-pointer text-left text-accent underline underline-offset-4"
            onClick={() =>
              place.startsWith("finding:") || place.startsWith("thread:") ? onGoTo(place) : onShow(place)
            }
          >
            {what}
          </button>
        )}
      </p>
      <p className="whitespace-pre-line">
        <BeforeAfter before={before} after={after} />
      </p>
      {answered.map(({ item, head, label }) => (
        <p key={item}>
          {head}：
          <button
            type="button"
            className="cursor-pointer text-left text-accent underline underline-offset-4"
            onClick={() => onGoTo(item)}
          >
            {label}
          </button>
        </p>
      ))}
      {movedWith.length > 0 && (
        <details>
          <summary className="cursor-pointer text-muted">带动 {movedWith.length} 处</summary>
          <MovedLines lines={movedWith} onShow={onShow} />
        </details>
      )}
      {mayMark && !isSeen && (
        <div>
          <Button data-shortcut="x" onPress={() => onMark([{ part, hash }])}>
            标为看过
          </Button>
        </div>
      )}
    </div>
  );
}

function MovedLines({ lines, onShow }: { lines: readonly MovedLine[]; onShow: (place: string) => void }) {
  return (
    <ul>
      {lines.map((line) => (
        <li key={keyOf(line)} className="border-l-2 border-line py-1 pl-3">
          {line.after !== null && (line.list === "cells" || line.list === "sentences") ? (
            <button
              type="button"
              className="cursor-pointer text-left text-accent underline underline-offset-4"
              onClick={() => onShow(line.address)}
            >
              {line.what}
            </button>
          ) : (
            <>
              {changeLists[line.list]}：{line.what}
            </>
          )}{" "}
          <BeforeAfter before={line.before} after={line.after} />
        </li>
      ))}
    </ul>
  );
}
