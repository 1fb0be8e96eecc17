"use client";

import { CommentThread, type ThreadLine } from "@/components/comments/comment-thread";
import { Button } from "@/components/ui/button";
import { Modal } from "@/components/ui/modal";
import type { ReportModel } from "@/lib/domain/model/report-model";
import { CellHistory } from "./cell-history";
import type { Selection } from "./source-panel";

interface Props {
  versionId: string;
  model: ReportModel;
  cell: Exclude<Selection, { kind: "number" }>;
  threads: readonly ThreadLine[];
  mayAnswer: boolean;
  onClose: () => void;
}

/** One cell's history and the bureau's comments on it and on the published cells it flows into. Esc leads back to the cell. */
export function CellRecord({ versionId, model, cell, threads, mayAnswer, onClose }: Props) {
  const place = cell.kind === "fact" ? cell.key : cell.id;
  const places = new Set<string>([place, ...model.dependentsOf(place)]);
  const own = threads.filter(({ anchor }) => anchor.kind === "cell" && places.has(anchor.id));
  return (
    <Modal title={cell.kind === "fact" ? model.labelOfFact(cell.key) : model.labelOf(cell.id)} isOpen onOpenChange={onClose}>
      {(close) => (
        <div className="flex flex-col gap-3 text-sm">
          {cell.kind === "fact" ? <CellHistory versionId={versionId} address={cell.key} /> : <p>这个数由系统计算，修改记录在录入的单元格上。</p>}
          <section>
            <h3 className="text-muted">审核意见</h3>
            {own.length === 0 && <p>没有对这个数的意见。</p>}
            {own.map((thread) => (
              <CommentThread key={thread.id} versionId={versionId} thread={thread} mayAnswer={mayAnswer} mayResolve={false} />
            ))}
          </section>
          <Button onPress={close} autoFocus className="self-start">
            关闭
          </Button>
        </div>
      )}
    </Modal>
  );
}
