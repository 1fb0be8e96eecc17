import type { CacheHandler } from "next/dist/server/lib/incremental-cache";

export default class PageCache extends CacheHandler {}
