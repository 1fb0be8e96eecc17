/**
 * Most bytes of a request body: far above a pasted sheet or a page of texts, far below what would burden the server.
 */
export const MAX_BODY_BYTES = 8 * 1024 * 1024;
