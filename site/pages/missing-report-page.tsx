import { PublicFrame } from "@/components/public/public-frame";
import { SearchForm } from "@/components/public/search-form";
import { UnderOneCode } from "@/components/public/under-one-code";
import { Refusal, type RefusalWords } from "@/components/ui/refusal";
import type { ShownDistrict, UnitUnderCode } from "@/lib/features/public-reports/data";
import { PublicDocument, type SiteAssets } from "./document";

/**
 * Stands where a report would: for a unit that does not exist and a year that is not public alike, what is not public is
 * not known here either.
 */
export function MissingReportPage(props: {
  district: Pick<ShownDistrict, "name" | "regionCode" | "site"> | undefined;
  words: RefusalWords;
  /** Whether it offers to search: not where it leads to the report itself. */
  hasSearch: boolean;
  /** Units that the code of the address leads to, where several have published the year under it. */
  units: readonly UnitUnderCode[];
  year: number | undefined;
  assets: SiteAssets;
}) {
  const { district, words, hasSearch, units, year, assets } = props;
  return (
    <PublicDocument head={{ title: "没有找到", description: words.title }} assets={assets}>
      <PublicFrame district={district}>
        {year !== undefined && <UnderOneCode units={units} year={year} />}
        <Refusal page={words}>{hasSearch && <SearchForm />}</Refusal>
      </PublicFrame>
    </PublicDocument>
  );
}
