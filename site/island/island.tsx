/**
 * The one script of the public area: explanations of figures and the reader's place in the contents. A page is complete
 * without it. Bundled with preact (site/build), which runs the same components in a seventh of React's size.
 */
import { createRoot } from "react-dom/client";
import { AbsentPlace } from "./absent-place";
import { FigureLens } from "./figure-lens";
import { ReadingPlace } from "./reading-place";

const report = document.querySelector<HTMLElement>("[data-sources]");
if (report) {
  const version = report.dataset.version!;
  const place = document.createElement("div");
  document.body.append(place);
  createRoot(place).render(
    <>
      <FigureLens sources={report.dataset.sources!} version={version} />
      <AbsentPlace version={version} />
      <ReadingPlace contentsId="contents" />
    </>,
  );
}
