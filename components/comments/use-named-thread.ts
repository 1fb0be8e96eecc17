import { useEffect, type RefObject } from "react";

/** The thread that the address of the page names takes the focus when the page opens. */
export function useNamedThread(within: RefObject<HTMLElement | null>, named: string | undefined): void {
  useEffect(() => {
    const thread = named && within.current?.querySelector<HTMLElement>(`[data-thread="${CSS.escape(named)}"]`);
    if (!thread) return;
    thread.focus();
    thread.scrollIntoView({ block: "center" });
  }, [within, named]);
}
