import { encodeQR } from "qr";

/** What the code says to those who cannot see it. */
export const addressCodeText = "二维码：本版的公开地址";

/** Modules around the code that stay white, without which readers do not find it. */
const border = 4;

/** An address as a QR code (ISO/IEC 18004, error correction M): vector for a page that is set. */
export function addressCodeSvg(address: string): string {
  return encodeQR(address, "svg", { ecc: "medium", border });
}

/** The same as a picture of eight dots a module, for programs that take no vectors. */
export function addressCodePicture(address: string): Uint8Array {
  return encodeQR(address, "gif", { ecc: "medium", border, scale: 8 });
}
