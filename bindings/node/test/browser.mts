// A browser that opens reports, and the releases that fill them.

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import type { Engine } from "releasegate";
import { ROOT } from "./shared.mjs";

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Fields = { [key: string]: Json };

const PATH = process.env["CHROMIUM"] ?? "/usr/bin/chromium";

/** Chromium, with a new and empty folder for what it keeps. */
export async function launch(): Promise<Browser> {
  if (!existsSync(PATH)) {
    throw new Error(
      `there is no Chromium at ${PATH}: install it (Debian: apt-get install chromium), or name its file in CHROMIUM`,
    );
  }
  const args = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ];
  return chromium.launch({ executablePath: PATH, headless: true, args });
}

/** An open report, and what went wrong in it so far. */
export interface Opened {
  readonly page: Page;
  /** Errors of scripts, messages on the console, dialogs, and requests for anything but the file. */
  readonly problems: string[];
  close(): Promise<void>;
}

/** Opens a report as people do who were sent it: from a file. */
export async function open(browser: Browser, html: string, options: BrowserContextOptions = {}): Promise<Opened> {
  const folder = mkdtempSync(join(tmpdir(), "releasegate-"));
  const path = join(folder, "report.html");
  writeFileSync(path, html);
  const url = pathToFileURL(path).href;
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const problems: string[] = [];
  page.on("console", (message) => problems.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => problems.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => {
    problems.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    if (request.url().split("#")[0] !== url) problems.push(`request: ${request.url()}`);
  });
  await page.goto(url);
  return {
    page,
    problems,
    close: async () => {
      await context.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** The report on a file of the examples. */
export function example(engine: Engine, name: string, asOf: string): string {
  const path = join(ROOT, "examples", name);
  return engine.report(readFileSync(path, "utf8"), { asOf, format: "html", source: name }) as string;
}

/** The record that the vectors start from, and its policy. */
export function base(): { record: Fields; policy: Fields } {
  const path = join(ROOT, "tests/vectors/assess/DEP-01.requests.ndjson");
  const [first = ""] = readFileSync(path, "utf8").split("\n");
  return JSON.parse(first) as { record: Fields; policy: Fields };
}

/** The record with all its dates so many days later. */
function later(record: Fields, days: number): Fields {
  const moved = JSON.stringify(record).replace(/\d{4}-\d{2}-\d{2}(?=T|")/g, (day) =>
    new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10),
  );
  return JSON.parse(moved) as Fields;
}

const NAMES = ["ledger", "cards", "payments", "mobile", "onboarding", "fraud screening", "statements"];

/** A release of a portfolio; its number decides when it is and what has become of it. */
function release(number: number): Fields {
  const service = NAMES[number % NAMES.length] ?? "";
  const id = `REL-${String(number).padStart(4, "0")}`;
  const moved = later(base().record, number % 4 === 0 ? 0 : 28 * (number % 5));
  // Every fifth was approved after it had gone live.
  if (number % 5 === 1) moved["approvals"] = later({ approvals: moved["approvals"] ?? null }, 2)["approvals"] ?? null;
  const { approvals: asked, verification: tested, deployment: live, early_life: used, closure: ended, trail, ...plan } = moved;
  const transition = (plan["plan"] as Fields)["design_transition"] as Fields;
  const planned = { ...(plan["plan"] as Fields), design_transition: { ...transition, release: id } };
  const known = { ...plan, id, title: `Release ${number} of ${service}`, plan: planned };
  const before = tested === undefined || asked === undefined ? {} : { approvals: asked, verification: tested };
  switch (number % 4) {
    case 3:
      return { ...later(known, 7 * (20 + (number % 5))), id };
    case 2:
      return number % 3 === 0
        ? { ...known, approvals: asked ?? null, deployment: live ?? null, trail: trail ?? null }
        : { ...known, ...before, deployment: live ?? null, trail: trail ?? null };
    default:
      return { ...known, ...before, deployment: live ?? null, early_life: used ?? null, closure: ended ?? null, trail: trail ?? null };
  }
}

/** Records of many releases, a line each: most of them say little, so that judging them is cheap. */
export function portfolio(count: number, whole = count): string {
  const lines = Array.from({ length: count }, (_, number) => {
    if (number < whole) return release(number + 1);
    const id = `REL-${String(number + 1).padStart(4, "0")}`;
    const start = new Date(Date.UTC(2025, number % 24, 1 + (number % 28))).toISOString().slice(0, 10);
    const waves = [{ id: "all", planned_start: start }];
    return { format: "releasegate/release/1", id, zone: "Europe/Berlin", plan: { waves } };
  });
  return lines.map((line) => `${JSON.stringify(line)}\n`).join("");
}
