// Takes the pictures of reports that the README shows: `npm run screenshots`.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { Engine } from "releasegate";
import { base, example, launch, open, portfolio } from "./browser.mjs";
import { ROOT } from "./shared.mjs";

const folder = join(ROOT, "docs/images");
const asOf = "2026-09-01T00:00:00Z";
const bank = Engine.fromFile(join(ROOT, "examples/payments-4.2/policy.yaml"));
const worst = example(bank, "failures/approved-after-canary.yaml", asOf);
const many = new Engine(base().policy).report(portfolio(40), { asOf, format: "html" }) as string;
const pictures = [
  { name: "report-release", html: worst, colorScheme: "light", section: "", height: 1120 },
  { name: "report-findings", html: worst, colorScheme: "dark", section: "ahead", height: 800 },
  { name: "report-portfolio", html: many, colorScheme: "light", section: "releases", height: 800 },
] as const;

mkdirSync(folder, { recursive: true });
const browser = await launch();
for (const { name, html, colorScheme, section, height } of pictures) {
  const { page, close } = await open(browser, html, { colorScheme, viewport: { width: 1080, height } });
  if (section !== "") await page.locator(`#${section}`).evaluate((found) => found.scrollIntoView());
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await close();
}
await browser.close();
