import { defineConfig, devices } from "@playwright/test";
import { chooseBrowser } from "./e2e/support/browser";

const { executablePath, args } = await chooseBrowser();
const isUnattended = Boolean(process.env.MINGZHANG_TEST_RESULTS);
const desktop = { ...devices["Desktop Chrome"], viewport: { width: 1440, height: 900 } };
const phone = { ...devices["Pixel 7"], viewport: { width: 390, height: 844 } };
const anotherRegion = "**/another-region.spec.ts";
const yearWizard = "**/year-wizard.spec.ts";
/** What has a district or a copy of it of its own (scripts/test.ts). */
const apart = [anotherRegion, yearWizard];

export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  // The specs share one district; what one of them submits, another would find submitted.
  workers: 1,
  fullyParallel: false,
  // Desktop and phone share two cores.
  timeout: 180_000,
  expect: { timeout: 15_000 },
  forbidOnly: isUnattended,
  outputDir: "test-results",
  reporter: isUnattended ? [["list"], ["json", { outputFile: process.env.MINGZHANG_TEST_RESULTS }]] : [["list"]],
  use: {
    // `npm run test:e2e` starts a server of its own; BASE_URL points at one that runs already.
    baseURL: process.env.BASE_URL ?? "http://localhost:3000",
    // A window is emptied and used again: one of its own for every test would compile all scripts of the desk anew.
    reuseContext: true,
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    actionTimeout: 15_000,
    // To keep a trace where a test fails, one of every test is recorded; only a person at a keyboard would look at it.
    trace: isUnattended ? "off" : "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: { executablePath, args },
  },
  projects: [
    { name: "desktop", use: desktop, grepInvert: /@phone-only/, testIgnore: apart },
    // Specs that a person does on a phone carry the tag @phone.
    { name: "phone", use: phone, grep: /@phone(?!-whole)/, testIgnore: apart },
    // A year from the empty report to the published document, on the phone alone: by name only (scripts/test.ts).
    { name: "phone-whole", use: phone, grep: /@phone-whole/, testIgnore: apart },
    // Begins in a district of its own, where nobody has signed in yet (scripts/test.ts).
    { name: "another-region", use: desktop, testMatch: anotherRegion },
    // Opens a year, which every desk and queue of the district would show.
    { name: "year-wizard", use: desktop, testMatch: yearWizard },
  ],
});
