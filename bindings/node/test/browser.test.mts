// Reports as HTML, in a browser that opens them from a file.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { Engine } from "releasegate";
import { base, example, launch, open, portfolio, type Fields, type Json } from "./browser.mjs";
import { ROOT } from "./shared.mjs";

const asOf = "2026-09-01T00:00:00Z";
const bank = Engine.fromFile(join(ROOT, "examples/payments-4.2/policy.yaml"));
const complete = example(bank, "payments-4.2/release.yaml", asOf);
const worst = example(bank, "failures/approved-after-canary.yaml", asOf);
const RELEASES = 2_000;
const many = bank.report(portfolio(RELEASES, 20), { asOf, format: "html" }) as string;

let browser: Browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** What axe-core says of a page that is serious or worse. */
async function barriers(page: Page, only?: string): Promise<string[]> {
  await page.evaluate(axe.source);
  const options: axe.RunOptions = { resultTypes: ["violations"], ...(only !== undefined && { runOnly: only }) };
  const found = await page.evaluate((asked) => (globalThis as unknown as { axe: typeof axe }).axe.run(asked), options);
  const grave = found.violations.filter((it) => it.impact === "serious" || it.impact === "critical");
  return grave.map((it) => `${it.id}: ${it.nodes[0]?.html ?? ""}`);
}

/** The same in light and in dark, which differ in nothing but colours. */
async function barriersInBoth(page: Page): Promise<string[]> {
  const light = await barriers(page);
  await page.emulateMedia({ colorScheme: "dark" });
  return [...light, ...(await barriers(page, "cat.color"))];
}

/** How many pages a document in PDF has, and whether it is one. */
async function printed(page: Page): Promise<number> {
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  assert.ok(pdf.startsWith("%PDF"));
  return pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

describe("a page on one release", () => {
  for (const [name, html] of [["complete", complete], ["worst", worst]] as const) {
    test(`${name}: opens without complaint, and without barriers in light and dark`, async () => {
      const { page, problems, close } = await open(browser, html);
      assert.deepEqual(await barriersInBoth(page), []);
      assert.deepEqual(problems, []);
      await close();
    });
  }

  test("prints with everything opened", async () => {
    const { page, close } = await open(browser, complete);
    assert.ok((await printed(page)) > 5);
    await page.emulateMedia({ media: "print" });
    assert.ok(await page.locator(".finding dl").last().isVisible());
    await close();
  });

  test("filters its findings", async () => {
    const { page, problems, close } = await open(browser, worst);
    const shown = () => page.locator(".finding:visible").count();
    const all = await shown();
    await page.selectOption("[name=verdict]", "nonconforming");
    assert.equal(await shown(), 3);
    assert.equal(await page.locator("output").textContent(), `3 of ${all} shown`);
    await page.selectOption("[name=stage]", "deployment");
    assert.equal(await shown(), 2);
    assert.equal(await page.locator(".group:visible").count(), 1);
    await page.selectOption("[name=severity]", "should");
    assert.equal(await shown(), 0);
    for (const name of ["verdict", "stage", "severity"]) await page.selectOption(`[name=${name}]`, "");
    await page.fill("[name=text]", "DEP-01 /deployment/WAVES/0");
    assert.equal(await shown(), 1);
    await page.fill("[name=text]", "");
    assert.equal(await shown(), all);
    assert.deepEqual(problems, []);
    await close();
  });

  test("a link opens a finding that a filter hides", async () => {
    const { page, close } = await open(browser, worst);
    await page.fill("[name=text]", "no finding says this");
    await page.locator(".gates a").first().click();
    assert.ok(await page.locator(".finding:target").isVisible());
    await close();
  });

  test("shows everything without script", async () => {
    const { page, close } = await open(browser, worst, { javaScriptEnabled: false });
    assert.equal(await page.locator(".finding:visible").count(), await page.locator(".finding").count());
    assert.ok(!(await page.locator("#filter").isVisible()));
    await close();
  });
});

describe("a page on many releases", () => {
  test("opens, filters and prints quickly", async () => {
    assert.ok(Buffer.byteLength(many) < 4 * 1024 * 1024);
    const { page, problems, close } = await open(browser, many);
    const rows = page.locator("tr[data-verdict]:visible");
    assert.equal(await rows.count(), RELEASES);
    await page.fill("[name=text]", "rel-0007");
    assert.equal(await rows.count(), 1);
    await rows.locator("summary").click();
    assert.ok(await rows.locator("code").isVisible());
    await rows.locator("summary").click();
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    assert.ok(await rows.locator("code").isVisible());
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    assert.ok(!(await rows.locator("code").isVisible()));
    await page.fill("[name=text]", "");
    await page.selectOption("[name=verdict]", "n");
    const wrong = await rows.count();
    assert.ok(wrong > 0 && wrong < RELEASES);
    await page.selectOption("[name=stage]", "build");
    assert.ok((await rows.count()) < wrong);
    await page.selectOption("[name=verdict]", "");
    await page.selectOption("[name=stage]", "");
    // All of them would take some seconds.
    await page.fill("[name=text]", "rel-00");
    assert.ok((await printed(page)) > 10);
    assert.deepEqual(problems, []);
    await close();
  });

  test("has no barriers in light and dark", async () => {
    const few = bank.report(portfolio(30, 20), { asOf, format: "html" }) as string;
    const { page, close } = await open(browser, few);
    assert.deepEqual(await barriersInBoth(page), []);
    await close();
  });
});

describe("what a record says", () => {
  const attacks = [
    "<script>window.hit = 1</script>",
    '"><img src=x onerror="window.hit = 1">',
    "javascript:window.hit = 1",
    "</style><script>window.hit = 1</script>",
    "</title><script>window.hit = 1</script>",
    "<svg onload='window.hit = 1'></svg>",
    "</svg></details></main><iframe srcdoc='<script>parent.hit = 1</script>'></iframe>",
    "' onmouseover='window.hit = 1",
    "{{ 7 * 7 }}<!--",
  ];

  /** A value with an attack in place of each text, but where the record is then refused. */
  function hostile(engine: Engine, record: Fields): Fields {
    const attacked = new Map<string, string>();
    const kept = new Set<string>();
    const attack = (value: Json, at: string): Json => {
      if (typeof value === "string") {
        if (kept.has(at) || /^\d{4}-\d{2}-\d{2}/.test(value)) return value;
        const number = attacked.size;
        if (!attacked.has(value)) attacked.set(value, `${attacks[number % attacks.length] ?? ""} ${number}`);
        return attacked.get(value) ?? value;
      }
      if (Array.isArray(value)) return value.map((item, index) => attack(item, `${at}/${index}`));
      if (value === null || typeof value !== "object") return value;
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, attack(item, `${at}/${key}`)]));
    };
    for (;;) {
      const changed = attack(record, "") as Fields;
      try {
        engine.assess(changed, { asOf });
        return changed;
      } catch (error) {
        const { pointer } = error as { pointer?: string };
        assert.ok(pointer && !kept.has(pointer), String(error));
        kept.add(pointer);
      }
    }
  }

  test("never runs, and never asks for anything", async () => {
    const { record, policy } = base();
    const engine = new Engine(policy);
    const people = (record["people"] as Fields[]).map((person) => ({ ...person, name: `name of ${String(person["id"])}` }));
    const evil = hostile(engine, { ...record, title: "title", people });
    for (const records of [evil, `${JSON.stringify(evil)}\n`.repeat(2)]) {
      const html = engine.report(records, { asOf, format: "html", reveal: true, source: attacks[1] }) as string;
      assert.ok(html.includes("window.hit"));
      const { page, problems, close } = await open(browser, html);
      await page.evaluate(() => {
        for (const element of document.querySelectorAll("*")) element.dispatchEvent(new MouseEvent("mouseover"));
      });
      assert.equal(await page.evaluate("window.hit"), undefined);
      assert.equal(await page.locator("img, iframe, [onload], [onerror], [onmouseover]").count(), 0);
      assert.equal(await page.locator("script").count(), 1);
      assert.deepEqual(problems, []);
      await close();
    }
  });
});

describe("these tests can fail", () => {
  test("axe finds what is wrong with a damaged page", async () => {
    const damaged = worst.replace('<html lang="en">', "<html>").replace("--soft: #56606b", "--soft: #c9ced4");
    const { page, problems, close } = await open(browser, damaged);
    const found = (await barriers(page, "html-has-lang")).join("\n");
    assert.match(found, /html-has-lang/);
    // The style is not the one that the page allows any more.
    assert.match(problems.join("\n"), /style/);
    await close();
    const dark = damaged.replace("--soft: #a4adb8", "--soft: #3a3f45");
    const pale = await open(browser, dark, { bypassCSP: true });
    assert.match((await barriers(pale.page, "cat.color")).join("\n"), /color-contrast/);
    await pale.page.emulateMedia({ colorScheme: "dark" });
    assert.match((await barriers(pale.page, "cat.color")).join("\n"), /color-contrast/);
    await pale.close();
  });

  test("only the policy of a page keeps a script from running", async () => {
    const added = worst.replace("</main>", "<script>window.hit = 1</script></main>");
    const { page, problems, close } = await open(browser, added);
    assert.equal(await page.evaluate("window.hit"), undefined);
    assert.match(problems.join("\n"), /inline script/);
    await close();
    const open_ = await open(browser, added.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, ""));
    assert.equal(await open_.page.evaluate("window.hit"), 1);
    await open_.close();
  });

  test("a script that asks for something is noticed", async () => {
    const asks = worst
      .replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, "")
      .replace("</main>", '<img src="missing.png" alt=""></main>');
    const { problems, close } = await open(browser, asks);
    assert.match(problems.join("\n"), /request: file:.*missing\.png/);
    await close();
  });
});
