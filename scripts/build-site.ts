// npm run build:site — what pages of the public area share (site/build); run after `next build`.
import { buildSite } from "@/site/build/build-site";

const { css, script } = await buildSite();
console.log(`built ${css} and ${script}`);
