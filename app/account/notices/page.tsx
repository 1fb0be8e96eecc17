import type { Metadata } from "next";
import Link from "next/link";
import { EmptyInbox, NoticeList } from "@/components/notices/notice-list";
import { EmptyState } from "@/components/ui/empty-state";
import { Paging } from "@/components/ui/paging";
import { noticeGroups, type NoticeGroup } from "@/lib/domain/notices/notice-kinds";
import { formatDateTime } from "@/lib/domain/words/moments";
import { loadInbox, type Inbox } from "@/lib/features/notices/loaders";

export const metadata: Metadata = { title: "通知" };

export default async function NoticesPage({ searchParams }: PageProps<"/account/notices">) {
  const { filter, notices, total, pages, unread } = await loadInbox(await searchParams);
  return (
    <div className="flex max-w-4xl flex-col gap-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h1 className="font-serif text-2xl">通知</h1>
        <Link href="/account/mail" className="text-sm">
          邮件提醒
        </Link>
      </div>
      <nav aria-label="筛选" className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
        {choices.map(({ label, group, isUnread }) => (
          <Link
            key={label}
            href={addressOf({ group, unread: isUnread, page: 1 })}
            aria-current={filter.group === group && filter.unread === isUnread ? "page" : undefined}
            className="py-1 aria-[current=page]:font-bold aria-[current=page]:text-ink aria-[current=page]:no-underline"
          >
            {label}
          </Link>
        ))}
      </nav>
      {notices.length === 0 ? (
        <EmptyInbox>
          <EmptyState title={isAll(filter) ? "还没有通知" : "没有符合条件的通知"}>
            {isAll(filter)
              ? "退回、批复、公开、更正，意见和答复，催报、延期和临近截止，都会列在这里。"
              : "请换一个筛选条件。"}
          </EmptyState>
        </EmptyInbox>
      ) : (
        <NoticeList
          unread={unread}
          notices={notices.map((notice) => ({ ...notice, at: formatDateTime(new Date(notice.at)) }))}
        />
      )}
      <Paging page={filter.page} pages={pages} of={`${total} 条`} hrefOf={(page) => addressOf({ ...filter, page })} />
    </div>
  );
}

type Filter = Inbox["filter"];

const choices: readonly { label: string; group: NoticeGroup | null; isUnread: boolean }[] = [
  { label: "全部", group: null, isUnread: false },
  { label: "未读", group: null, isUnread: true },
  ...(Object.keys(noticeGroups) as NoticeGroup[]).map((group) => ({
    label: noticeGroups[group],
    group,
    isUnread: false,
  })),
];

const isAll = ({ group, unread }: Filter) => group === null && !unread;

function addressOf({ group, unread, page }: Filter): string {
  const query = new URLSearchParams({
    ...(group === null ? {} : { group }),
    ...(unread ? { unread: "1" } : {}),
    ...(page === 1 ? {} : { page: String(page) }),
  });
  return `/account/notices${query.size === 0 ? "" : `?${query}`}`;
}
