import { encodeQR } from "qr";

/** Modules around the code that stay white, without which readers do not find it. */
const BORDER = 4;

/** A text as a QR code, drawn here: what it holds goes to nobody else. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const rows = encodeQR(text, "raw", { ecc: "medium", border: BORDER });
  const path = rows.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join("");
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${rows.length} ${rows.length}`} className="size-52 bg-white">
      <path d={path} fill="black" shapeRendering="crispEdges" />
    </svg>
  );
}
