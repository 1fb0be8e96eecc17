import { useState } from "react";
import { keepText, keptText } from "@/components/ui/kept-text";
import { useCommentScope } from "./comment-scope";

/** A text that is being written; kept in the browser until it is sent, so that closing its dialog loses nothing. */
export function useUnsentText(place: string): [text: string, write: (text: string) => void] {
  const { userId, versionId } = useCommentScope();
  const key = `mingzhang.comment.${userId}.${versionId}.${place}`;
  const [text, setText] = useState(() => keptText(key));
  function write(next: string): void {
    setText(next);
    keepText(key, next);
  }
  return [text, write];
}
