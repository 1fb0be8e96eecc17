"use client";

import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Refusals } from "@/components/ui/refusals";
import { TextField } from "@/components/ui/text-field";
import { useSending } from "@/components/ui/use-sending";
import { pointAreas, pointSources, type PointArea } from "@/lib/domain/review-points/point";
import { unitKindLabels, unitKinds, type UnitKind } from "@/lib/domain/words/funds";
import { lengthError } from "@/lib/domain/words/text-length";
import { demandSignOffsAction, savePointAction, takeOverPointsAction } from "@/lib/features/review-points/actions";

/** A point as the administrator changes it. */
export interface EditedPoint {
  id: string;
  area: PointArea;
  question: string;
  /** The product's words, where the district has others. */
  original: string | null;
  isOff: boolean;
  isOwn: boolean;
  /** Empty: all kinds of unit. */
  kinds: readonly UnitKind[];
  /** The kinds of the product; empty: all. */
  source: keyof typeof pointSources;
  /** Number of the change that holds; 0: none. */
  number: number;
  history: { number: number; text: string }[];
}

interface Props {
  fiscalYearId: string;
  points: readonly EditedPoint[];
  /** How many changes of last year can be taken over. */
  offered: number;
  demandsSignOffs: boolean;
  isClosed: boolean;
}

const areas = Object.keys(pointAreas) as PointArea[];

/** The points of a year by area: switched off, worded otherwise, limited to kinds of unit, and the district's own. */
export function PointsOfYear({ fiscalYearId, points, offered, demandsSignOffs, isClosed }: Props) {
  const [adding, setAdding] = useState(false);
  const taking = useSending();
  const demanding = useSending();
  return (
    <div className="flex flex-col gap-4">
      {isClosed && <Callout tone="neutral">本年度已经关闭，审核要点不能再调整。</Callout>}
      {!isClosed && offered > 0 && (
        <Callout tone="neutral" title="上年度的调整">
          <p>上年度调整过 {offered} 条要点，本年度没有自动沿用。</p>
          <Button
            isDisabled={taking.isSending}
            onPress={() => void taking.send(() => takeOverPointsAction({ fiscalYearId }))}
            className="mt-2"
          >
            沿用上年度的 {offered} 条
          </Button>
        </Callout>
      )}
      <label className="flex items-start gap-2 text-sm">
        <input
          type="checkbox"
          className="mt-1"
          checked={demandsSignOffs}
          disabled={isClosed || demanding.isSending}
          onChange={(event) => {
            const demands = event.target.checked;
            void demanding.send(() => demandSignOffsAction({ fiscalYearId, demands, known: demandsSignOffs }));
          }}
        />
        初审、复核都签字后才能批复（不勾选时，要点和签字都不影响批复）
      </label>
      <Refusals reasons={[...taking.reasons, ...demanding.reasons]} />
      {areas.map((area) => (
        <section key={area} aria-labelledby={`area-${area}`}>
          <h2 id={`area-${area}`} className="mb-1 text-base font-semibold">
            {pointAreas[area]}
          </h2>
          <ul className="border-t border-line">
            {points
              .filter((point) => point.area === area)
              .map((point) => (
                <PointRow
                  // Anew once a change is kept: what was typed is then what holds.
                  key={`${point.id} ${point.number}`}
                  fiscalYearId={fiscalYearId}
                  point={point}
                  isClosed={isClosed}
                />
              ))}
          </ul>
        </section>
      ))}
      {!isClosed &&
        (adding ? (
          <PointForm fiscalYearId={fiscalYearId} point={null} onDone={() => setAdding(false)} />
        ) : (
          <div>
            <Button onPress={() => setAdding(true)}>增加自定要点</Button>
          </div>
        ))}
    </div>
  );
}

function PointRow({ fiscalYearId, point, isClosed }: { fiscalYearId: string; point: EditedPoint; isClosed: boolean }) {
  const [isEditing, setIsEditing] = useState(false);
  const { reasons, isSending, send } = useSending();
  const { id, question, original, isOff, isOwn, kinds, source, number, history } = point;
  return (
    <li className="flex flex-col gap-1 border-b border-line py-2 text-sm">
      <p className={isOff ? "text-muted" : undefined}>
        <span className="mr-2 text-xs text-muted tabular-nums">{id}</span>
        {question}
      </p>
      <p className="flex flex-wrap items-center gap-2 text-xs text-muted">
        {isOff && <Badge tone="warn">停用</Badge>}
        {original !== null && <Badge tone="active">改过文字</Badge>}
        <span>{isOwn ? "本地区自定" : pointSources[source]}</span>
        {kinds.length > 0 && <span>只问{kinds.map((kind) => unitKindLabels[kind]).join("、")}</span>}
      </p>
      {original !== null && <p className="text-xs text-muted">原文：{original}</p>}
      {history.length > 0 && (
        <details className="text-xs text-muted">
          <summary className="cursor-pointer">历次调整（{history.length}）</summary>
          <ul>
            {history.map((change) => (
              <li key={change.number}>{change.text}</li>
            ))}
          </ul>
        </details>
      )}
      <Refusals reasons={reasons} />
      {!isClosed && !isEditing && (
        <div className="flex gap-2">
          <Button
            isDisabled={isSending}
            aria-label={`${isOff ? "启用" : "停用"} ${id}`}
            onPress={() =>
              void send(() => savePointAction({ ...unchanged(fiscalYearId, point), known: number, isOff: !isOff }))
            }
          >
            {isOff ? "启用" : "停用"}
          </Button>
          <Button aria-label={`修改 ${id}`} onPress={() => setIsEditing(true)}>
            修改
          </Button>
        </div>
      )}
      {isEditing && <PointForm fiscalYearId={fiscalYearId} point={point} onDone={() => setIsEditing(false)} />}
    </li>
  );
}

/** A point as it is, for the action. */
function unchanged(fiscalYearId: string, { id, question, area, isOwn, isOff, kinds, original }: EditedPoint) {
  return {
    fiscalYearId,
    pointId: id,
    isOff,
    question: isOwn || original !== null ? question : null,
    area: isOwn ? area : null,
    kinds: kinds.length === 0 ? null : [...kinds],
  };
}

function PointForm({
  fiscalYearId,
  point,
  onDone,
}: {
  fiscalYearId: string;
  /** `null`: a new one. */
  point: EditedPoint | null;
  onDone: () => void;
}) {
  const [question, setQuestion] = useState(point?.question ?? "");
  const [area, setArea] = useState<PointArea>(point?.area ?? "basis");
  const [kinds, setKinds] = useState<readonly UnitKind[]>(point?.kinds ?? []);
  const { reasons, isSending, send } = useSending();
  const isOwn = point === null || point.isOwn;
  return (
    <form
      method="post"
      className="flex max-w-prose flex-col gap-2 border border-line p-3 text-sm"
      onSubmit={(event) => {
        event.preventDefault();
        void send(
          () =>
            savePointAction({
              fiscalYearId,
              pointId: point?.id ?? null,
              known: point?.number ?? 0,
              isOff: point?.isOff ?? false,
              question,
              area: isOwn ? area : null,
              kinds: kinds.length === 0 ? null : [...kinds],
            }),
          onDone,
        );
      }}
    >
      {isOwn && (
        <label className="flex flex-col gap-1 font-medium">
          类别
          <select
            value={area}
            onChange={(event) => setArea(areas.find((each) => each === event.target.value) ?? area)}
            className="min-h-8 border border-line bg-surface px-1 font-normal"
          >
            {areas.map((each) => (
              <option key={each} value={each}>
                {pointAreas[each]}
              </option>
            ))}
          </select>
        </label>
      )}
      <TextField
        label="要点内容"
        isMultiline
        rows={3}
        value={question}
        onChange={setQuestion}
        {...lengthError(question, 500)}
        autoFocus
        {...(point && !isOwn && { hint: "清空后恢复系统自带的文字。修改文字后，已办理的结论失效，须重新办理。" })}
      />
      <fieldset className="flex flex-wrap gap-3">
        <legend className="font-medium">只问这些单位（都不勾选时，按系统自带的范围）</legend>
        {unitKinds.map((kind) => (
          <label key={kind} className="flex min-h-8 items-center gap-1">
            <input
              type="checkbox"
              checked={kinds.includes(kind)}
              onChange={(event) =>
                setKinds(event.target.checked ? [...kinds, kind] : kinds.filter((each) => each !== kind))
              }
            />
            {unitKindLabels[kind]}
          </label>
        ))}
      </fieldset>
      <Refusals reasons={reasons} />
      <div className="flex gap-2">
        <Button type="submit" emphasis="primary" isDisabled={isSending || (isOwn && !question.trim())}>
          保存要点
        </Button>
        <Button onPress={onDone}>取消</Button>
      </div>
    </form>
  );
}
