/** What a site map may hold at most (sitemaps.org). */
export const MOST_OF_A_SITEMAP = 50_000;

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

function write(
  root: string,
  entry: string,
  entries: readonly { address: string; changedAt?: Date | undefined }[],
): string {
  const lines = entries.map(({ address, changedAt }) => {
    const changed = changedAt ? `<lastmod>${changedAt.toISOString()}</lastmod>` : "";
    return `<${entry}><loc>${escaped(address)}</loc>${changed}</${entry}>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${lines.join("\n")}\n</${root}>\n`;
}

/** A site map of pages, with the day of their last change where it is known. */
export function writeSitemap(pages: readonly { address: string; changedAt?: Date }[]): string {
  return write("urlset", "url", pages);
}

/** The list of a site's maps. */
export function writeSitemapIndex(addresses: readonly string[]): string {
  return write(
    "sitemapindex",
    "sitemap",
    addresses.map((address) => ({ address })),
  );
}
