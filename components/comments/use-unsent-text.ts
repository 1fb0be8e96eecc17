import { useState } from "react";
import { storedText, storeText } from "@/components/ui/browser-storage";
import { useCommentScope } from "./comment-scope";

/** A text that is being written; kept in the browser until it is sent, so that closing its dialog loses nothing. */
export function useUnsentText(place: string): [text: string, write: (text: string) => void] {
  const { userId, versionId } = useCommentScope();
  const key = `mingzhang.comment.${userId}.${versionId}.${place}`;
  const [text, setText] = useState(() => storedText(key) ?? "");
  function write(next: string): void {
    setText(next);
    storeText(key, next === "" ? null : next);
  }
  return [text, write];
}
