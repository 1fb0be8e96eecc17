import type { ReactNode } from "react";

/** What a page says of itself to search engines, feed readers and messengers. */
export interface PageHead {
  /** Without the name of the site. */
  title: string;
  description: string;
  /** Whole address; absent where the installation does not know its own. */
  canonical?: string;
  feed?: { address: string; title: string };
  article?: { published: string; modified: string };
  /** The picture that a messenger shows. */
  picture?: { url: string; alt: string; width: number; height: number; type: string };
  /** Labels of a government site. */
  labels?: readonly { name: string; content: string }[];
}

/** The files that every page of the public area shares (site/build): their addresses hold their hashes. */
export interface SiteAssets {
  css: string;
  script: string;
}

interface Props {
  head: PageHead;
  assets: SiteAssets;
  /** Whether something of the page needs the script. */
  hasScript?: boolean;
  children: ReactNode;
}

/** A whole page of the public area as a file: nothing inline that runs, nothing that only this page loads. */
export function PublicDocument({ head, assets, hasScript = false, children }: Props) {
  const title = `${head.title} · 明账`;
  return (
    <html lang="zh-CN">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <meta name="description" content={head.description} />
        {head.labels?.map(({ name, content }) => (
          <meta key={name} name={name} content={content} />
        ))}
        {head.canonical && <link rel="canonical" href={head.canonical} />}
        {head.feed && (
          <link rel="alternate" type="application/atom+xml" title={head.feed.title} href={head.feed.address} />
        )}
        {head.article && <OfArticle head={head} article={head.article} />}
        <link rel="icon" href="/favicon.ico" sizes="any" />
        <link rel="icon" href="/icon.svg" type="image/svg+xml" sizes="any" />
        <link rel="stylesheet" href={assets.css} />
        {hasScript && <script type="module" src={assets.script} />}
      </head>
      <body className="min-h-dvh">{children}</body>
    </html>
  );
}

function OfArticle({ head, article }: { head: PageHead; article: NonNullable<PageHead["article"]> }) {
  const { title, description, canonical, picture } = head;
  return (
    <>
      <meta property="og:type" content="article" />
      <meta property="og:locale" content="zh_CN" />
      <meta property="og:site_name" content="明账" />
      <meta property="og:title" content={title} />
      <meta property="og:description" content={description} />
      {canonical && <meta property="og:url" content={canonical} />}
      <meta property="article:published_time" content={article.published} />
      <meta property="article:modified_time" content={article.modified} />
      {picture && (
        <>
          <meta property="og:image" content={picture.url} />
          <meta property="og:image:alt" content={picture.alt} />
          <meta property="og:image:width" content={String(picture.width)} />
          <meta property="og:image:height" content={String(picture.height)} />
          <meta property="og:image:type" content={picture.type} />
        </>
      )}
      <meta name="twitter:card" content={picture ? "summary_large_image" : "summary"} />
      <meta name="twitter:title" content={title} />
      <meta name="twitter:description" content={description} />
      {picture && <meta name="twitter:image" content={picture.url} />}
    </>
  );
}
