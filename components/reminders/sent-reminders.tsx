import { Badge, type Tone } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { formatDateTime } from "@/lib/domain/words/moments";
import type { ReminderReceipt, SentReminder } from "@/lib/features/reminders/schema";

const mailWords: Record<ReminderReceipt["mail"], { text: string; tone: Tone }> = {
  none: { text: "站内", tone: "neutral" },
  waiting: { text: "站内，邮件待发", tone: "active" },
  sent: { text: "站内和邮件", tone: "done" },
  failed: { text: "站内，邮件未送达", tone: "danger" },
  unsure: { text: "站内，邮件未确认", tone: "warn" },
};

const readText = (readAt: string | null) => (readAt === null ? "未读" : `${formatDateTime(new Date(readAt))} 已读`);

/** Reminders that were sent, the newest first: to whom, how they went out, and who has read them. */
export function SentReminders({ sent }: { sent: readonly SentReminder[] }) {
  if (sent.length === 0) return <EmptyState title="还没有催报">发出的催报列在这里，可以看到谁已经读过。</EmptyState>;
  return (
    <ul className="flex flex-col gap-3">
      {sent.map((reminder, index) => {
        const people = reminder.units.flatMap((unit) => unit.people);
        const read = people.filter(({ readAt }) => readAt !== null).length;
        return (
          <li key={reminder.id} className="border border-line">
            <details open={index === 0}>
              <summary className="cursor-pointer px-3 py-2 text-sm">
                <span className="tabular-nums">{formatDateTime(new Date(reminder.at))}</span> {reminder.by}催报{" "}
                {reminder.units.length} 个单位，通知 {people.length} 份，已读 {read} 份
              </summary>
              <ul className="border-t border-line px-3">
                {reminder.units.map((unit) => (
                  <li
                    key={unit.unitCode}
                    className="grid gap-x-4 gap-y-1 border-b border-line py-2 text-sm last:border-b-0 sm:grid-cols-2"
                  >
                    <details>
                      <summary className="cursor-pointer">
                        {unit.unitName} <span className="text-xs text-muted">{unit.unitCode}</span>
                      </summary>
                      <p className="mt-1 whitespace-pre-line bg-shade px-2 py-1">{unit.text}</p>
                    </details>
                    <ul className="flex flex-col gap-1">
                      {unit.people.map(({ name, readAt, mail }, place) => (
                        <li key={`${name} ${place}`} className="flex flex-wrap items-center gap-2">
                          {name}
                          <Badge tone={mailWords[mail].tone}>{mailWords[mail].text}</Badge>
                          <span className={readAt === null ? "text-muted" : "text-done"}>{readText(readAt)}</span>
                        </li>
                      ))}
                    </ul>
                  </li>
                ))}
              </ul>
            </details>
          </li>
        );
      })}
    </ul>
  );
}
