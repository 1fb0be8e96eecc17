/** What a page is about, for programs (JSON-LD). It is data and runs nowhere. */
export function LinkedData({ data }: { data: Record<string, unknown> }) {
  // A text of a report must not end the element that it stands in.
  const json = JSON.stringify(data).replaceAll("<", "\\u003c");
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />;
}
