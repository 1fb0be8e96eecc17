/**
 * How long what is public may be kept: a browser asks each time and is told 304, a proxy of one's own may keep it for five
 * seconds. So late may a correction show behind one.
 */
export const ASKED_EACH_TIME = "public, max-age=0, must-revalidate, s-maxage=5";
