"use client";

import { useEffect, useRef, useState } from "react";
import { lightUp } from "@/components/document/figure-cells";
import type { Suspicion } from "@/lib/domain/suspects/suspicion";
import { ruleClassLabels, severities, severityLabels, type Finding, type Severity } from "@/lib/domain/words/finding";
import type { ReportModel } from "@/lib/domain/report/open-report";
import { missingTexts } from "@/lib/domain/document/missing-texts";
import { blankFigures, untouchedParts } from "@/lib/domain/report/blank-parts";
import {
  explanationOf,
  lapsedTextFor,
  refusedFindings,
  unexplained,
  verdictOn,
  withWritten,
  type Explanation,
  type WrittenExplanation,
} from "@/lib/domain/report/explanations";
import { layerInSight, mayMoveFigures, mayWrite } from "../store/desk-state";
import { useDesk, useDeskActs } from "../store/use-desk";
import { countByClass, findingGroups, verdictNow } from "./finding-groups";
import { FindingLine } from "./finding-line";
import { RehearsedFindings } from "./rehearsed-findings";
import { AdoptedLine, SuspicionLine } from "./suspicion-line";

/**
 * All findings on the figures as they are now, by table. F8 goes to the next and Shift+F8 to the previous one from
 * anywhere at the desk; the one in question lights up every figure that it speaks of.
 */
export function ChecksPanel({ explanations }: { explanations: readonly Explanation[] }) {
  const { queue, retype, ways } = useDeskActs();
  const { model, texts, findings, narrative, compared } = useDesk(({ seen }) => seen);
  const unreadable = useDesk((state) => layerInSight(state).invalid.size);
  const suspicions = useDesk((state) => state.suspicions);
  const mayMove = useDesk(mayMoveFigures);
  const isWritable = useDesk(mayWrite);
  const changes = compared?.findings ?? null;
  /** What was followed last, on which figures. */
  const [adopted, setAdopted] = useState<{ suspicion: Suspicion; model: ReportModel } | null>(null);
  const [shown, setShown] = useState<Severity | "all">("all");
  const [current, setCurrent] = useState<string | null>(null);
  // Lives as long as the panel, so that a finding that goes and comes back with the same figures is explained still.
  const [written, setWritten] = useState<readonly WrittenExplanation[]>(explanations);
  const list = useRef<HTMLElement>(null);

  const groups = findingGroups(
    findings.filter(({ severity }) => shown === "all" || severity === shown),
    [...model.tableSet.tables, ...model.tableSet.sheets.all].map(({ id, title }) => ({ id, title })),
  );
  const judged = explanations.flatMap(({ verdict: given, ...one }) => (given ? [{ ...one, ...given }] : []));
  // A judgement is of the words as they were stored.
  const present = written.map(
    (one): Explanation => ({ ...one, verdict: verdictOn({ ...one, text: one.text.trim() }, judged) }),
  );
  const verdict = verdictNow(
    {
      unreadable,
      untouched: untouchedParts(model.tableSet, (part) => model.partState(part)).length,
      blank: blankFigures(narrative).length,
      blocking: findings.filter(({ severity }) => severity === "blocking").length,
      unexplained: unexplained(findings, present).length,
      refused: refusedFindings(findings, present).length,
      missingTexts: missingTexts(model.tableSet, narrative, texts).length,
    },
    changes ? "rehearsed" : "own",
  );
  const looked = findings.find(({ key }) => key === current);

  const places = looked ? [...looked.facts, ...looked.cells].join("\n") : "";
  useEffect(() => (places === "" ? undefined : lightUp(places.split("\n"))), [places]);

  useEffect(() => {
    const inOrder = groups.flatMap((group) => group.findings.map(({ key }) => key));
    function onKeyDown(event: KeyboardEvent) {
      if (event.key !== "F8" || inOrder.length === 0) return;
      event.preventDefault();
      const at = inOrder.indexOf(current ?? "");
      const next = inOrder[event.shiftKey ? (at <= 0 ? inOrder.length - 1 : at - 1) : (at + 1) % inOrder.length]!;
      ways.setTab("checks");
      setCurrent(next);
      requestAnimationFrame(() =>
        list.current?.querySelector<HTMLElement>(`[data-finding="${CSS.escape(next)}"]`)?.focus(),
      );
    }
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  });

  const adopt = (suspicion: Suspicion) => {
    setAdopted({ suspicion, model });
    retype(suspicion.edits);
  };
  const undo = ({ edits }: Suspicion) => {
    setAdopted(null);
    retype(edits.map((edit) => ({ ...edit, from: edit.to, to: edit.from })));
  };
  const explain = ({ key, fingerprint }: Finding, text: string) => {
    setWritten((known) => withWritten(known, { findingKey: key, fingerprint, text }));
    queue.hold({ kind: "explanation", findingKey: key, fingerprint, text });
  };
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  const changeOf = (finding: Finding) =>
    changes?.appeared.includes(finding) ? "新增" : changes?.altered.includes(finding) ? "数字有变" : undefined;
  const suspicionOf = (finding: Finding) => suspicions.find(({ cures }) => cures.includes(finding.key));

  return (
    <section ref={list} aria-label="审核结果">
      <p className={verdict.passes ? "font-semibold text-done" : "font-semibold text-danger"}>{verdict.sentence}</p>
      <p aria-live="polite" className="text-muted">
        {findings.length === 0
          ? verdict.passes
            ? "各项审核公式均通过。"
            : "已填的数据没有审核问题。"
          : severities.map((severity) => `${severityLabels[severity]} ${count(severity)} 条`).join("，")}
      </p>
      {findings.length > 0 && (
        <div className="mb-2 flex flex-wrap items-center justify-between gap-2 text-xs text-muted">
          <span>
            {countByClass(findings)
              .map(([ruleClass, number]) => `${ruleClassLabels[ruleClass]} ${number}`)
              .join(" · ")}
            ；F8 下一条，Shift+F8 上一条
          </span>
          <label>
            显示{" "}
            <select
              className="border border-line bg-surface px-1 py-0.5"
              value={shown}
              onChange={(event) => setShown(event.target.value as Severity | "all")}
            >
              <option value="all">全部</option>
              {severities.map((severity) => (
                <option key={severity} value={severity}>
                  {severityLabels[severity]}
                </option>
              ))}
            </select>
          </label>
        </div>
      )}
      {changes && <RehearsedFindings changes={changes} />}
      {adopted?.model === model && mayMove && (
        <AdoptedLine suspicion={adopted.suspicion} onUndo={() => undo(adopted.suspicion)} />
      )}
      {groups.map(({ id, title, findings: own }) => (
        <div key={id} role="group" aria-label={title} className="mt-3">
          <h3 className="flex justify-between gap-2 font-semibold">
            {title}
            <span className="text-muted tabular-nums">{own.length} 条</span>
          </h3>
          <ol>
            {own.map((finding) => {
              const suspicion = suspicionOf(finding);
              return (
                <FindingLine
                  key={finding.key}
                  finding={finding}
                  nameOf={(place) => ("fact" in place ? model.labelOfFact(place.fact) : model.labelOf(place.cell))}
                  change={changeOf(finding)}
                  isCurrent={finding.key === current}
                  onPick={() => setCurrent(finding.key)}
                  explanation={explanationOf(finding, present)}
                  lapsed={lapsedTextFor(finding, present)}
                  isEditable={isWritable}
                  onExplain={(text) => explain(finding, text)}
                  onLeave={() => void queue.flush()}
                  onShow={ways.show}
                  onGoTo={ways.goTo}
                  onGoToText={(slot) => ways.goToText({ slot })}
                >
                  {suspicion && (
                    <SuspicionLine
                      suspicion={suspicion}
                      isEditable={mayMove}
                      onAdopt={() => adopt(suspicion)}
                      onGoTo={ways.goTo}
                    />
                  )}
                </FindingLine>
              );
            })}
          </ol>
        </div>
      ))}
    </section>
  );
}
