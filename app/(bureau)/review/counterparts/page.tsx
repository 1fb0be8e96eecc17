import type { Metadata } from "next";
import { PairTable } from "@/components/counterparts/pair-table";
import { AsideTable } from "@/components/counterparts/aside-table";
import { NoSuchYear, yearAsked } from "@/components/review/asked-year";
import { YearLinks } from "@/components/review/year-links";
import { formatYuan } from "@/lib/domain/words/amounts";
import { differenceOfPair, stateOfPair } from "@/lib/domain/words/counterparts";
import { loadPairs } from "@/lib/features/counterparts/loaders";

export const metadata: Metadata = { title: "往来核对" };

export default async function CounterpartsPage({ searchParams }: PageProps<"/review/counterparts">) {
  const year = yearAsked((await searchParams).year);
  const loaded = await loadPairs({ year });
  if (!loaded) return <NoSuchYear asked={year}>管理员开放年度之后，可以在这里核对单位之间的往来。</NoSuchYear>;
  const { years, fiscalYear, pairs, outside, otherYears, maySettle } = loaded;
  const unequal = pairs.filter((pair) => stateOfPair(pair) !== "equal");
  const open = unequal.filter(({ settled }) => settled === null);
  const left = unequal.reduce((sum, pair) => sum + Math.abs(differenceOfPair(pair)), 0);
  return (
    <div className="flex flex-col gap-4">
      <div>
        <h1 className="font-serif text-2xl">{fiscalYear.year}年度单位往来核对</h1>
        <p className="text-sm text-muted">
          按各单位最新一版填列的往来单位核对。双方一致的往来在汇总时抵销；不一致的不抵销，计入未抵销差额，双方都须说明。
        </p>
        <p className={open.length > 0 ? "mt-1 text-sm text-danger" : "mt-1 text-sm"}>
          {pairs.length === 0
            ? "还没有单位填列与本区单位的往来。"
            : unequal.length === 0
              ? `${pairs.length} 对往来，双方全部一致。`
              : `${pairs.length} 对往来，${unequal.length} 对不一致（相差合计 ${formatYuan(left)} 元），其中 ${open.length} 对尚未认定。`}
        </p>
      </div>
      <YearLinks path="/review/counterparts" years={years} current={fiscalYear.year} />
      {pairs.length > 0 && <PairTable year={fiscalYear.year} pairs={pairs} maySettle={maySettle} />}
      <AsideTable title="与区外单位的往来（不抵销）" year={fiscalYear.year} lines={outside} />
      <AsideTable title="对方在其他年度入账的往来（本年度不核对）" year={fiscalYear.year} lines={otherYears} />
    </div>
  );
}
