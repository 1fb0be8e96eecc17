import { useState } from "react";
import { useCommentScope } from "./comment-scope";

/** A text that is being written; kept in the browser until it is sent, so that closing its dialog loses nothing. */
export function useUnsentText(place: string): [text: string, write: (text: string) => void] {
  const { userId, versionId } = useCommentScope();
  const key = `mingzhang.comment.${userId}.${versionId}.${place}`;
  const [text, setText] = useState(() => kept(key));
  function write(next: string): void {
    setText(next);
    try {
      if (next === "") localStorage.removeItem(key);
      else localStorage.setItem(key, next);
    } catch {
      // Storage may be full or forbidden; the text stays as long as its form.
    }
  }
  return [text, write];
}

function kept(key: string): string {
  try {
    return localStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}
