"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CommentThread } from "./comment-thread";
import type { CommentTarget, ThreadLine } from "./thread-line";

/** Threads that are shown before somebody asks for more. */
const SHOWN_AT_ONCE = 20;

interface Props {
  threads: readonly ThreadLine[];
  /** A thread that has to be on the page from the beginning. */
  named?: string | undefined;
  onShow?: (anchor: CommentTarget) => void;
}

/** Threads, the open ones first; what is resolved is folded away. */
export function CommentList({ threads, named, onShow }: Props) {
  const open = threads.filter(({ isResolved }) => !isResolved);
  const resolved = threads.filter(({ isResolved }) => isResolved);
  const [shown, setShown] = useState(() => Math.max(SHOWN_AT_ONCE, open.findIndex(({ id }) => id === named) + 1));
  const [showsResolved, setShowsResolved] = useState(() => resolved.some(({ id }) => id === named));
  const line = (thread: ThreadLine) => <CommentThread key={thread.id} thread={thread} {...(onShow && { onShow })} />;
  return (
    <>
      {open.slice(0, shown).map(line)}
      {open.length > shown && (
        <Button className="mt-2" onPress={() => setShown(open.length)}>
          再显示 {open.length - shown} 条
        </Button>
      )}
      {resolved.length > 0 && (
        <details
          open={showsResolved}
          onToggle={({ currentTarget }) => setShowsResolved(currentTarget.open)}
          className="mt-2"
        >
          <summary className="cursor-pointer text-muted pointer-coarse:min-h-10">已解决 {resolved.length} 条</summary>
          {showsResolved && resolved.map(line)}
        </details>
      )}
    </>
  );
}
