import { chartOf, type ChartMark } from "@/lib/domain/questions/chart";
import type { View } from "@/lib/domain/questions/view";

/**
 * The chart of a view as SVG in the page: it prints, and in forced colours it takes the colour of the text. What it says
 * stands in the table below. On a phone, where it is drawn smaller, its letters are larger: a line of a name still fits.
 */
export function ViewChart({ view }: { view: View }) {
  const chart = chartOf(view);
  if (!chart) return null;
  return (
    <figure className="my-6 max-w-[34rem] break-inside-avoid text-ink">
      <figcaption className="mb-2 text-sm text-muted">{chart.title}</figcaption>
      <svg
        viewBox={`0 0 ${chart.width} ${chart.height}`}
        role="img"
        aria-labelledby="chart-title chart-description"
        className="block w-full max-[30rem]:text-[19px]"
        fontSize={15}
      >
        <title id="chart-title">{chart.title}</title>
        <desc id="chart-description">{chart.description}</desc>
        {chart.marks.map((mark, at) => (
          <Mark key={at} mark={mark} />
        ))}
      </svg>
    </figure>
  );
}

function Mark({ mark }: { mark: ChartMark }) {
  switch (mark.kind) {
    case "text":
      return (
        <text x={mark.x} y={mark.y} textAnchor={mark.anchor} fill="currentColor" className="tabular-nums">
          {mark.text}
        </text>
      );
    case "bar":
      return (
        <rect x={mark.x} y={mark.y} width={mark.width} height={mark.height} fill="currentColor" className="chart-bar" />
      );
    case "tick":
      return (
        <line x1={mark.x} x2={mark.x} y1={mark.y} y2={mark.y + mark.height} stroke="currentColor" strokeWidth={2} />
      );
  }
}
