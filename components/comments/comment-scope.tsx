"use client";

import { createContext, useContext, useMemo, type ReactNode } from "react";
import type { CommentPerson } from "./thread-line";

interface Scope {
  versionId: string;
  /** Who writes here: what is begun and not sent is kept for this person. */
  userId: string;
  /** Whom a comment may name. */
  people: readonly CommentPerson[];
}

const ScopeContext = createContext<Scope | null>(null);

/** The report that comments are written on, for everything below. */
export function CommentScope({ versionId, userId, people, children }: Scope & { children: ReactNode }) {
  const scope = useMemo(() => ({ versionId, userId, people }), [versionId, userId, people]);
  return <ScopeContext value={scope}>{children}</ScopeContext>;
}

export function useCommentScope(): Scope {
  const scope = useContext(ScopeContext);
  if (!scope) throw new Error("comments need a CommentScope above them");
  return scope;
}
