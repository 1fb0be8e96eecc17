import type { ViewLink } from "@/lib/domain/questions/view";

/** Views that lead on, in a line that wraps; `current`: the address of the page itself. */
export function LinkList({ links, current }: { links: readonly ViewLink[]; current?: string }) {
  return (
    <ul className="flex flex-wrap gap-x-4">
      {links.map(({ label, href }) => (
        <li key={href}>
          <a href={href} {...(href === current && { "aria-current": "page" })} className="inline-block py-0.5">
            {label}
          </a>
        </li>
      ))}
    </ul>
  );
}
