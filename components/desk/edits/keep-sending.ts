import { undecidedIn, type EditQueue } from "./edit-queue";

/** How soon something still being typed is saved, and how often a server that was away is tried again. */
const FLUSH_MS = 4000;

/**
 * Sends what waits on every sign that the server may be reachable: a timer, the network, coming back to the tab after
 * signing in elsewhere. Whoever leaves the page with something unsent is warned. The answer ends it, with one last
 * attempt.
 */
export function keepSending(queue: EditQueue): () => void {
  const tryAgain = () => void queue.flush();
  const timer = window.setInterval(tryAgain, FLUSH_MS);
  const warn = (event: BeforeUnloadEvent) => {
    const state = queue.snapshot();
    if (state.unsent + undecidedIn(state) > 0) event.preventDefault();
  };
  window.addEventListener("online", tryAgain);
  window.addEventListener("focus", tryAgain);
  document.addEventListener("visibilitychange", tryAgain);
  window.addEventListener("beforeunload", warn);
  return () => {
    window.clearInterval(timer);
    window.removeEventListener("online", tryAgain);
    window.removeEventListener("focus", tryAgain);
    document.removeEventListener("visibilitychange", tryAgain);
    window.removeEventListener("beforeunload", warn);
    // What waited for a pause does not wait for the next visit.
    tryAgain();
  };
}
