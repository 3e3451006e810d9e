/*
 * reader.mjs FILE.epub [FOLDER]: opens the book in a reading system
 * (epub.js in chromium) as a reader would: contents, a chapter, a note
 * opened and closed, the way back, a search, a jump to a page.  Pictures
 * go to FOLDER.  Exit 0 all well, 1 not, 77 no browser or no packages.
 */
import { createServer } from "node:http";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const [file, folder] = process.argv.slice(2);
const chrome = ["/usr/bin/chromium", "/usr/bin/chromium-browser"]
    .find((f) => existsSync(f));
const mods = join(here, "node_modules");

if (!chrome || !existsSync(join(mods, "epubjs")) ||
    !existsSync(join(mods, "puppeteer-core"))) {
	console.log("  skipped reader: no chromium or no epub.js");
	process.exit(77);
}
const { default: puppeteer } = await import("puppeteer-core");

const files = {
	"/": ["text/html", join(here, "reader.html")],
	"/epub.js": ["text/javascript", join(mods, "epubjs/dist/epub.js")],
	"/jszip.js": ["text/javascript", join(mods, "jszip/dist/jszip.js")],
	"/book.epub": ["application/epub+zip", file],
};
const server = createServer((q, r) => {
	const f = files[q.url];
	r.writeHead(f ? 200 : 404, { "content-type": f ? f[0] : "text/plain" });
	r.end(f ? readFileSync(f[1]) : "");
}).listen(0, "127.0.0.1");
await new Promise((go) => server.on("listening", go));

let failed = 0;
const check = (name, ok, seen) => {
	if (!ok)
		failed++;
	console.log(`  ${ok ? "ok     " : "FAILED "} reader: ${name}` +
	    (seen === undefined ? "" : ` (${seen})`));
};
const browser = await puppeteer.launch({ executablePath: chrome,
    args: process.getuid() === 0 ? ["--no-sandbox"] : [] });
const page = await browser.newPage();
const errors = [];
page.on("pageerror", (e) => errors.push(e.message));
await page.setViewport({ width: 640, height: 840 });
const shot = async (name) => {
	if (folder)
		await page.screenshot({ path: join(folder, `${name}.png`) });
};

await page.goto(`http://127.0.0.1:${server.address().port}/`);
await page.evaluate(() => window.start());
await shot("1-cover");

/* Contents: every line leads to a text that says the same. */
const lines = await page.evaluate(async () => {
	const flat = (l) => l.flatMap((i) => [i, ...flat(i.subitems || [])]);
	const out = [];
	for (const i of flat(book.navigation.toc)) {
		await view.display(i.href);
		const d = window.inside();
		const section = d.querySelector("body > section, body > nav");
		const named = section.getAttribute("aria-labelledby");
		const h = named && d.getElementById(named).cloneNode(true);
		if (h)	/* calls are no part of a title */
			h.querySelectorAll("a").forEach((a) => a.remove());
		out.push({ label: i.label.trim(), href: i.href,
		    title: (h ? h.textContent :
		    section.getAttribute("aria-label") || "").trim(),
		    type: section.getAttribute("epub:type"),
		    notes: d.querySelectorAll(".note, [role=doc-footnote]")
		    .length });
	}
	return out;
});
const wrong = lines.filter((l) => l.title !== l.label &&
    !/title/.test(l.type));
check("contents", lines.length > 0 && wrong.length === 0,
    `${lines.length} lines${wrong.map((l) => `; ${l.label} ≠ ${l.title}`)
    .join("")}`);
await page.evaluate((h) => view.display(h),
    (lines.find((l) => l.type === "toc") || lines[0]).href);
await shot("2-contents");

/* A note, opened and closed: the reader stays where she is. */
const noted = lines.find((l) => l.notes > 0);
if (noted) {
	await page.evaluate((h) => view.display(h), noted.href);
	const call = await page.evaluate(async (href) => {
		const a = window.inside().querySelector("[role=doc-noteref]");
		const call = { id: a.id, text: a.textContent };
		await view.display(href + "#" + call.id);
		return call;
	}, noted.href);
	await shot("3-chapter");
	const seen = await page.evaluate((id) => {
		const before = view.location.start.cfi;
		window.inside().getElementById(id).click();
		const box = document.getElementById("note");
		return { open: !box.hidden, text: box.textContent.trim(),
		    still: view.location.start.cfi === before };
	}, call.id);
	await shot("4-note");
	const shut = await page.evaluate(() => {
		window.shut();
		return document.getElementById("note").hidden;
	});
	check("note opened and closed", seen.open && seen.still && shut &&
	    seen.text.startsWith(`${call.text}.`), call.text);
	const back = await page.evaluate(async (id, href) => {
		const d = window.inside();
		const a = d.getElementById(id);
		const note = d.querySelector(a.getAttribute("href"));
		const b = note.querySelector("[role=doc-backlink]");
		const back = { to: b.getAttribute("href"),
		    name: b.getAttribute("aria-label") };
		await view.display(href + a.getAttribute("href"));
		return back;
	}, call.id, noted.href);
	await shot("5-notes");
	check("way back", back.to === `#${call.id}`, back.name);
}

/* Search: words from the middle of the longest paragraph are found. */
const found = await page.evaluate(async (href) => {
	const item = book.spine.get(href);
	await item.load(book.load.bind(book));
	const ps = [...item.document.querySelectorAll("p")];
	const p = ps.sort((a, b) => b.textContent.length -
	    a.textContent.length)[0];
	const walker = item.document.createTreeWalker(p, 4);
	let longest = "";
	while (walker.nextNode())
		if (walker.currentNode.data.length > longest.length)
			longest = walker.currentNode.data;
	const words = longest.slice(longest.length >> 1).slice(0, 25);
	const hits = item.find(words);
	if (hits.length > 0)
		await view.display(hits[0].cfi);
	return { words, n: hits.length };
}, (noted || lines[0]).href);
check("search", found.n > 0, `“${found.words}”, ${found.n} found`);
await shot("6-search");

/* Pages: jump to one in the middle, its mark is on the screen. */
const pages = await page.evaluate(async () => {
	const list = book.pageList.pageList;
	if (list.length === 0)
		return null;
	const to = list[list.length >> 1];
	await view.display(to.href);
	const id = to.href.split("#")[1];
	const frame = document.querySelector("#area iframe");
	const mark = window.inside().getElementById(id);
	const x = mark.getBoundingClientRect().left +
	    frame.getBoundingClientRect().left;
	const area = document.getElementById("area")
	    .getBoundingClientRect();
	return { n: list.length, label: mark.getAttribute("aria-label"),
	    page: String(to.page),
	    there: x >= area.left - 1 && x <= area.right + 1 };
});
if (pages) {
	check("page jump", pages.there && pages.label === pages.page,
	    `page ${pages.page} of ${pages.n}`);
	await shot("7-page");
}
check("no error in the browser", errors.length === 0, errors.join("; ") ||
    undefined);
await browser.close();
server.close();
process.exit(failed ? 1 : 0);
