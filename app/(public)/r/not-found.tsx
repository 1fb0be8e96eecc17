import { SearchForm } from "@/components/public/search-form";
import { Refusal } from "@/components/ui/refusal";
import { refusedPages } from "@/lib/platform/refused-pages";

/** For a unit that does not exist and a year that is not public alike: what is not public is not known here either. */
export default function ReportNotFound() {
  return (
    <Refusal page={refusedPages.report}>
      <SearchForm />
    </Refusal>
  );
}
