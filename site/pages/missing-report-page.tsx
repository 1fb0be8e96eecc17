import { PublicFrame } from "@/components/public/public-frame";
import { SearchForm } from "@/components/public/search-form";
import { Refusal, type RefusalWords } from "@/components/ui/refusal";
import type { ShownDistrict } from "@/lib/features/public-reports/data";
import { PublicDocument, type SiteAssets } from "./document";

/**
 * Stands where a report would: for a unit that does not exist and a year that is not public alike, what is not public is
 * not known here either.
 */
export function MissingReportPage(props: {
  district: Pick<ShownDistrict, "name" | "regionCode" | "site"> | undefined;
  words: RefusalWords;
  assets: SiteAssets;
}) {
  const { district, words, assets } = props;
  return (
    <PublicDocument head={{ title: "没有找到", description: words.title }} assets={assets}>
      <PublicFrame district={district}>
        <Refusal page={words}>
          <SearchForm />
        </Refusal>
      </PublicFrame>
    </PublicDocument>
  );
}
