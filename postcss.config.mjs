/**
 * Every stylesheet, of the application and of the pages that are files (site/build): Tailwind writes for the newest
 * browsers, and what those named in package.json (`browserslist`) do not know is put into words that they know
 * (docs/decisions/0125-old-browsers-read.md). It is made small by whoever stores it.
 */
const config = {
  plugins: {
    "@tailwindcss/postcss": { optimize: false },
    "postcss-preset-env": { stage: 2 },
  },
};

export default config;
