import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { Callout } from "@/components/ui/callout";
import type { Part } from "@/lib/domain/operation/parts";
import { partLevels } from "./levels";

/** Each part of the installation: how it stands, and what to do where it is not well. */
export function Parts({ parts }: { parts: readonly Part[] }) {
  return (
    <section aria-label="各部分的情况" className="border-t border-rule">
      {parts.map((part) => {
        const { tone, label } = partLevels[part.level];
        return (
          <div
            key={part.id}
            className="grid grid-cols-[1fr_auto] items-baseline gap-x-4 gap-y-1 border-b border-line py-3 sm:grid-cols-[7rem_5rem_1fr]"
          >
            <h2 className="text-base font-semibold">{part.label}</h2>
            <div>
              <Badge tone={tone}>{label}</Badge>
            </div>
            <div className="col-span-2 flex min-w-0 flex-col gap-2 text-sm sm:col-span-1">
              <p className="break-words">
                {part.says}。{part.more && <Link href={part.more.href}>{part.more.label}</Link>}
              </p>
              {part.level !== "well" && <Callout tone={tone}>{part.todo}</Callout>}
            </div>
          </div>
        );
      })}
    </section>
  );
}
