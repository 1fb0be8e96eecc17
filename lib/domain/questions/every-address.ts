/** The addresses at which questions have an answer whatever units have published, for programs that visit all of a site. */
import { budgetedFigures, rankedFigures } from "./figures";
import { addressOf, ask, viewPaths, type ViewId } from "./question";

const views = Object.keys(viewPaths) as ViewId[];
const partsOf = (view: ViewId): readonly string[] => viewPaths[view];

/** Those without a value in their path: the series over the years, the comparison. */
export const standingAddresses: readonly string[] = views
  .filter((view) => partsOf(view).every((part) => !part.startsWith("{")))
  .map((view) => addressOf(ask(view)));

/** Everything that is asked of a year as a whole, and every list of its units by a figure. */
export function addressesOfYear(year: number): string[] {
  const ofYear = views.filter((view) => {
    const [first, ...rest] = partsOf(view);
    return first === "{year}" && rest.every((part) => !part.startsWith("{"));
  });
  return [
    ...ofYear.map((view) => ask(view, { year })),
    ...rankedFigures.map((figure) => ask("rank", { year, figure })),
    ...budgetedFigures.map((figure) => ask("overBudget", { year, figure })),
  ].map((question) => addressOf(question));
}
