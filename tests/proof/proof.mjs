/*
 * proof.mjs FILE KIND [FOLDER]: opens a proof in chromium as a corrector
 * would: every page is drawn, marks of the KIND (0 doubts, 1 suspicions,
 * 2 corrections) are there, n and p go through them, a filter leaves
 * them out, nothing is fetched, a phone shows it without scrolling
 * sideways.  Pictures go to FOLDER.  Exit 0 all well, 1 not, 77 no
 * browser or no packages.
 */
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const [file, kind, folder] = process.argv.slice(2);
const chrome = ["/usr/bin/chromium", "/usr/bin/chromium-browser"]
    .find((f) => existsSync(f));
const mods = join(here, "../epub/node_modules/puppeteer-core");

if (!chrome || !existsSync(mods)) {
	console.log("  skipped proof: no chromium or no puppeteer-core");
	process.exit(77);
}
const require = createRequire(join(here, "../epub/package.json"));
const puppeteer = require("puppeteer-core").default ??
    require("puppeteer-core");

let failed = 0;
const check = (name, ok, seen) => {
	if (!ok)
		failed++;
	console.log(`  ${ok ? "ok     " : "FAILED "} proof: ${name}` +
	    (seen === undefined ? "" : ` (${seen})`));
};
const browser = await puppeteer.launch({ executablePath: chrome,
    args: process.getuid() === 0 ? ["--no-sandbox"] : [] });
const page = await browser.newPage();
const errors = [], fetched = [];
page.on("pageerror", (e) => errors.push(e.message));
page.on("request", (r) => fetched.push(r.url()));
await page.setViewport({ width: 1280, height: 860 });
const shot = async (name) => {
	if (folder)
		await page.screenshot({ path: join(folder, `${name}.png`) });
};

await page.goto(pathToFileURL(resolve(file)).href);
const pics = await page.$$(".pic");
let empty = 0;
for (const pic of pics) {
	await pic.evaluate((e) => e.scrollIntoView());
	await page.waitForFunction((e) => e.firstChild, { timeout: 5000 },
	    pic).catch(() => 0);
	empty += await pic.evaluate((e) =>
	    e.querySelectorAll("use").length === 0 ? 1 : 0);
}
check("every page is drawn", pics.length > 0 && empty === 0,
    `${pics.length} pages`);

/* As many words in the pictures as in the text beside them, but for
 * the leaders of the contents. */
const words = await page.evaluate(() => [
	document.querySelectorAll(".pic use").length,
	[...document.querySelectorAll(".tx p")].map((p) => {
		const c = p.cloneNode(true);
		c.querySelectorAll("b").forEach((b) => b.remove());
		return c.textContent.split(/\s+/).filter((w) => w).length;
	}).reduce((a, b) => a + b, 0)]);
check("pictures and text have the same words",
    words[0] >= words[1] * 0.95 && words[0] <= words[1] * 1.6,
    words.join(" and "));

const count = await page.evaluate((k) =>
    new Set([...document.querySelectorAll(`mark.k${k}`)].map(
    (m) => m.dataset.m)).size, kind);
check(`marks of kind ${kind}`, count > 0, count);

/* Pictures of the book stand in the file and can be decoded. */
const pictures = await page.evaluate(async () => {
	const shown = [...document.querySelectorAll(".pic image")];
	const sizes = await Promise.all(I.map((u) => {
		const i = new Image();
		i.src = u;
		return i.decode().then(() => i.naturalWidth, () => 0);
	}));
	return { shown: shown.length, sizes,
	    placed: P.reduce((n, p) => n + (p ? p.i.length / 5 : 0), 0) };
});
check("pictures are shown", pictures.shown === pictures.placed &&
    pictures.sizes.every((w) => w > 0 && w <= 800),
    `${pictures.shown}, ${pictures.sizes.join(" ")}`);

await page.keyboard.press("n");
const on = await page.evaluate(() => {
	const r = document.querySelector(".pic .on")?.getBoundingClientRect();
	return { open: !document.getElementById("a").hidden,
	    seen: r && r.top > 0 && r.bottom < innerHeight,
	    title: document.getElementById("at1").textContent };
});
check("n shows the first mark in its page", on.open && on.seen, on.title);
await shot(`1-mark-${kind}`);
for (let i = 0; i < 3; i++)
	await page.keyboard.press("n");
await page.keyboard.press("p");
for (const k of [0, 1, 2, 3, 4])
	if (k !== Number(kind))
		await page.evaluate((n) => {
			const b = document.getElementById(`k${n}`);
			if (b)
				b.click();
		}, k);
await page.keyboard.press("p");
await page.keyboard.press("n");
const at = await page.evaluate(() => M[cur][0]);
check("the filter leaves the others out", at === Number(kind), at);

await page.setViewport({ width: 390, height: 800, isMobile: true,
    hasTouch: true });
await page.reload();
await page.evaluate(() => document.getElementById("bn").click());
const phone = await page.evaluate(() => ({
	wide: document.documentElement.scrollWidth,
	room: innerWidth,
}));
check("a phone needs no scrolling sideways", phone.wide <= phone.room,
    `${phone.wide} of ${phone.room}`);
await shot(`2-phone-${kind}`);
check("nothing is fetched", fetched.every((u) => /^(file|data):/.test(u)),
    fetched.length);
check("no error in the page", errors.length === 0, errors.join("; "));
await browser.close();
process.exit(failed ? 1 : 0);
