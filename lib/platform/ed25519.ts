import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from "node:crypto";

/** An Ed25519 key as others read it (RFC 8037). */
export interface PublicJwk {
  crv: "Ed25519";
  kty: "OKP";
  x: string;
}

/** SHA-256, hex. */
export function sha256Hex(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

const objects = new Map<string, KeyObject>();

/** Whether a signature (base64) is that of the key over the bytes; what is no key or no signature is none. */
export function verifiesEd25519(key: PublicJwk, signature: string, bytes: Uint8Array): boolean {
  try {
    let object = objects.get(key.x);
    if (!object) objects.set(key.x, (object = createPublicKey({ key: { ...key }, format: "jwk" })));
    return verify(null, bytes, object, Buffer.from(signature, "base64"));
  } catch {
    return false;
  }
}

/** Both, as a verifier takes them. */
export const proofTools = { sha256: sha256Hex, verifies: verifiesEd25519 };

/** A private key: signs, and says its public half. */
export interface SigningKey {
  publicKey: PublicJwk;
  /** Ed25519 over the UTF-8 of the text, base64. */
  sign(text: string): string;
}

/** A new private key, PEM (PKCS #8). */
export function newPrivateKey(): string {
  return generateKeyPairSync("ed25519").privateKey.export({ format: "pem", type: "pkcs8" }).toString();
}

/**
 * The keys of a text of PEM blocks, in their order.
 *
 * @throws when a block is no Ed25519 private key, or there is none.
 */
export function readPrivateKeys(pem: string): SigningKey[] {
  const blocks = pem.match(/-----BEGIN [A-Z ]+-----[\s\S]*?-----END [A-Z ]+-----/g) ?? [];
  if (blocks.length === 0) throw new Error("no PEM block");
  return blocks.map((block) => {
    const key = createPrivateKey(block);
    if (key.asymmetricKeyType !== "ed25519") throw new Error(`a key of type ${key.asymmetricKeyType}, not Ed25519`);
    const { x } = createPublicKey(key).export({ format: "jwk" });
    return {
      publicKey: { crv: "Ed25519", kty: "OKP", x: x! },
      sign: (text) => sign(null, Buffer.from(text, "utf8"), key).toString("base64"),
    };
  });
}
