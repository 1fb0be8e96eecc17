import { useEffect, type RefObject } from "react";
import { markMentionsReadAction } from "@/lib/features/comments/actions";

/**
 * The thread that the address of the page names takes the focus when the page opens; where it mentions the person, that
 * is read now.
 */
export function useNamedThread(within: RefObject<HTMLElement | null>, named: string | undefined): void {
  useEffect(() => {
    const thread = named && within.current?.querySelector<HTMLElement>(`[data-thread="${CSS.escape(named)}"]`);
    if (!thread) return;
    thread.focus();
    thread.scrollIntoView({ block: "center" });
    // Should it fail, the mention stays unread on the home page.
    void markMentionsReadAction({ threadId: named }).catch(() => undefined);
  }, [within, named]);
}
