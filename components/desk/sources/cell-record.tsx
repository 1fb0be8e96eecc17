"use client";

import { CommentList } from "@/components/comments/comment-list";
import type { ThreadLine } from "@/components/comments/thread-line";
import { UnitCommentForm } from "@/components/comments/unit-comment-form";
import { Button } from "@/components/ui/button";
import { Modal } from "@/components/ui/modal";
import type { SelectedFigure } from "../store/viewing-state";
import { useDesk, useDeskActs } from "../store/use-desk";
import { CellHistory } from "./cell-history";

interface Props {
  threads: readonly ThreadLine[];
  mayWrite: boolean;
}

/**
 * One cell's history and the comments on it and on the published cells it flows into; a new one is begun by typing. Esc
 * leads back to the cell. Nothing while none is asked for.
 */
export function CellRecord(props: Props) {
  const cell = useDesk(({ place }) => place.recordOf);
  return cell && <RecordOf cell={cell} {...props} />;
}

function RecordOf({ cell, threads, mayWrite }: Props & { cell: SelectedFigure }) {
  const { ways } = useDeskActs();
  const { model } = useDesk(({ seen }) => seen);
  const versionId = useDesk(({ report }) => report.versionId);
  const place = cell.kind === "fact" ? cell.key : cell.id;
  const places = new Set<string>([place, ...model.dependentsOf(place)]);
  const own = threads.filter(({ anchor }) => anchor.kind === "cell" && places.has(anchor.id));
  const label = cell.kind === "fact" ? model.labelOfFact(cell.key) : model.labelOf(cell.id);
  return (
    <Modal title={label} isOpen onOpenChange={() => ways.record(null)}>
      {(close) => (
        <div className="flex flex-col gap-4 text-sm">
          <section>
            <h3 className="text-muted">审核意见、提问和备注</h3>
            {own.length === 0 && <p>没有对这个数的意见。</p>}
            <CommentList threads={own} />
          </section>
          {mayWrite && <UnitCommentForm target={{ kind: "cell", id: place, label }} />}
          {cell.kind === "fact" ? (
            <CellHistory versionId={versionId} address={cell.key} sheets={model.tableSet.sheets} />
          ) : (
            <p>这个数由系统计算，修改记录在录入的单元格上。</p>
          )}
          <Button onPress={close} autoFocus={!mayWrite} className="self-start">
            关闭
          </Button>
        </div>
      )}
    </Modal>
  );
}
