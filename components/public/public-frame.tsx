import type { ReactNode } from "react";
import { nounOfRegion } from "@/lib/domain/formats/format-of";
import type { SiteDetails } from "@/lib/domain/site/site-details";
import { SiteFoot } from "./site-foot";

interface NamedDistrict {
  name: string;
  regionCode: string;
  site: SiteDetails;
}

interface Props {
  /** Whose accounts these are; absent on pages that are the same everywhere. */
  district?: NamedDistrict | undefined;
  /** Printed above the page, where no bar of a browser shows it; absent where the page prints its own. */
  address?: ReactNode;
  children: ReactNode;
}

/** What every public page stands in. */
export function PublicFrame({ district, address, children }: Props) {
  const name = `${district?.name ?? ""}${nounOfRegion(district?.regionCode)}公开`;
  return (
    <>
      <a href="#main" className="sr-only focus:not-sr-only focus:absolute focus:bg-surface focus:p-2">
        跳到正文
      </a>
      <header className="border-b border-line bg-surface print:hidden">
        <div className="mx-auto flex max-w-6xl flex-wrap items-baseline gap-x-6 gap-y-1 px-4 py-3">
          <a href="/" className="font-serif text-lg font-bold text-ink no-underline">
            明账
          </a>
          <span className="text-sm text-muted">{name}</span>
          <nav aria-label="公开" className="ml-auto flex flex-wrap gap-x-4 text-sm *:py-1">
            <a href="/d">全区收支</a>
            <a href="/search">查找</a>
            <a href="/rules">审核规则</a>
            <a href="/data">开放数据</a>
            <a href="/account">工作人员登录</a>
          </nav>
        </div>
      </header>
      {address && (
        <p className="hidden break-all text-sm print:block">
          {name}　{address}
        </p>
      )}
      <main id="main" className="mx-auto max-w-6xl px-4 py-8">
        {children}
      </main>
      <footer className="border-t border-line px-4 py-6 text-center text-sm text-muted print:hidden">
        {district && <SiteFoot site={district.site} />}
        公开内容由各单位发布，经财政部门审核批复；每一版本永久保留，<a href="/proof">可凭校验值核对</a>。
      </footer>
    </>
  );
}
