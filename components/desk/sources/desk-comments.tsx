"use client";

import { useCallback, useRef } from "react";
import { CommentList } from "@/components/comments/comment-list";
import { useNamedThread } from "@/components/comments/use-named-thread";
import type { CommentTarget, ThreadLine } from "@/components/comments/thread-line";
import { EmptyState } from "@/components/ui/empty-state";
import { useDeskActs } from "../store/use-desk";

interface Props {
  threads: readonly ThreadLine[];
  /** The thread that the address names. */
  named: string | undefined;
}

/** Everything that the bureau and the unit say of the report; the thread that the address names takes the focus. */
export function DeskComments({ threads, named }: Props) {
  const { ways } = useDeskActs();
  const list = useRef<HTMLDivElement>(null);
  // The same at every rendering: two hundred threads are not painted again with every key.
  const show = useCallback(
    ({ kind, id }: CommentTarget) => (kind === "cell" ? ways.showPlace(id) : ways.goToText({ sentenceId: id })),
    [ways],
  );

  useNamedThread(list, named);

  if (threads.length === 0)
    return (
      <EmptyState title="没有意见、提问和备注">
        在单元格上按 Shift+F2，或点表格上方的“备注”，写备注或向财政局提问。
      </EmptyState>
    );
  return (
    <div ref={list}>
      <CommentList threads={threads} named={named} onShow={show} />
    </div>
  );
}
