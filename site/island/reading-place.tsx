import { useEffect } from "react";

/**
 * Marks the reader's place in the contents (aria-current), and folds the contents of a narrow screen away once
 * something was chosen. Draws nothing; without it the contents are plain links.
 */
export function ReadingPlace({ contentsId }: { contentsId: string }) {
  useEffect(() => {
    const contents = document.getElementById(contentsId);
    if (!contents) return;
    const links = new Map(
      [...contents.querySelectorAll<HTMLAnchorElement>("a[href^='#']")].map((link) => [
        decodeURIComponent(link.hash.slice(1)),
        link,
      ]),
    );
    const places = [...links.keys()].flatMap((id) => document.getElementById(id) ?? []);
    let current: HTMLAnchorElement | undefined;

    function mark() {
      const passed = places.filter((place) => place.getBoundingClientRect().top < window.innerHeight / 3).at(-1);
      const next = passed && links.get(passed.id);
      if (next === current) return;
      current?.removeAttribute("aria-current");
      next?.setAttribute("aria-current", "location");
      if (next && window.matchMedia("(min-width: 64rem)").matches) {
        const rail = contents!.getBoundingClientRect();
        const { top, bottom } = next.getBoundingClientRect();
        if (top < rail.top || bottom > rail.bottom) contents!.scrollTop += top - rail.top - rail.height / 3;
      }
      current = next;
    }
    let isWaiting = false;
    function onScroll() {
      if (isWaiting) return;
      isWaiting = true;
      requestAnimationFrame(() => {
        isWaiting = false;
        mark();
      });
    }
    const onChoice = (event: MouseEvent) =>
      event.target instanceof Element &&
      event.target.closest("a") &&
      contents.querySelector("details")?.removeAttribute("open");
    mark();
    window.addEventListener("scroll", onScroll, { passive: true });
    contents.addEventListener("click", onChoice);
    return () => {
      window.removeEventListener("scroll", onScroll);
      contents.removeEventListener("click", onChoice);
    };
  }, [contentsId]);
  return null;
}
