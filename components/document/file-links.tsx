import { documentFormatLabels, documentFormats } from "@/lib/domain/document/file-formats";

/** The version's document as files; what is not published carries 草稿. */
export function FileLinks({ versionId, isPublished }: { versionId: string; isPublished: boolean }) {
  return (
    <p className="flex flex-wrap items-baseline gap-x-3 text-sm">
      <span className="text-muted">{isPublished ? "下载公开文本" : "下载草稿"}</span>
      {documentFormats.map((format) => (
        <a key={format} href={`/files/${versionId}/${format}`} download>
          {documentFormatLabels[format]}
        </a>
      ))}
    </p>
  );
}
