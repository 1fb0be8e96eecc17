import type { LinkGroup } from "@/lib/domain/questions/view";
import { LinkList } from "./link-list";

/** Questions over all reports that answer what was typed, above the reports that have the words. */
export function AskedViews({ groups }: { groups: readonly LinkGroup[] }) {
  if (groups.length === 0) return null;
  return (
    <nav aria-labelledby="asked" className="mt-6 max-w-3xl border-l-4 border-accent bg-surface px-4 py-3 text-sm">
      <h2 id="asked" className="mb-1 text-base font-semibold">
        全区按项目看
      </h2>
      <dl>
        {groups.map(({ label, links }) => (
          <div key={label} className="py-1 sm:flex sm:gap-4">
            <dt className="shrink-0 sm:w-64">{label}</dt>
            <dd>
              <LinkList links={links} />
            </dd>
          </div>
        ))}
      </dl>
    </nav>
  );
}
