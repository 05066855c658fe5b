// The desk in a real browser: from a picture of a document to a printed certificate with no typing but the
// address; a passport swept through a reader under a Russian layout; the camera; and what a screen reader
// needs, on every page of a foreign national, in three languages, wide and narrow.  Prints TAP.
//   node browser.mjs BASE PASSWORD MODULES PICTURE CHROMIUM WORK
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [base, password, modules, picture, chromium, work] = process.argv.slice(2);
const require = createRequire(`${modules}/x.js`);
const puppeteer = require('puppeteer-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

let n = 0;
let failed = 0;
function ok(yes, what, more) {
	console.log(`${yes ? 'ok' : 'not ok'} ${++n} - ${what}`);
	if (!yes) {
		failed++;
		console.log(`# ${String(more ?? '').split('\n').slice(0, 12).join('\n# ')}`);
	}
}

// What the camera shows is written before it is asked: a film has even sides.
const film = `${work}/film.mjpeg`;
const photograph = readFileSync(picture);
writeFileSync(film, '');

const browser = await puppeteer.launch({
	executablePath: chromium,
	args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--use-fake-device-for-media-stream',
		'--use-fake-ui-for-media-stream', `--use-file-for-fake-video-capture=${film}`],
});
const page = await browser.newPage();
const trouble = [];
page.on('pageerror', (e) => trouble.push(e.message));
page.on('console', (m) => {
	if (/Content.Security.Policy|Refused/i.test(m.text())) trouble.push(m.text());
});
await page.setViewport({ width: 1366, height: 768 });
page.setDefaultTimeout(20000);

const moved = async (act) => {
	const [answer] = await Promise.all([page.waitForNavigation(), act()]);
	return answer;
};
const value = (selector) => page.$eval(selector, (x) => x.value);
const text = () => page.$eval('main', (x) => x.textContent.replaceAll(/\s+/g, ' '));
const focused = () => page.evaluate(() => document.activeElement.id);
const chord = (name) => async () => {
	await page.keyboard.down('Control');
	await page.keyboard.press(name);
	await page.keyboard.up('Control');
};
const fresh = () => page.goto(`${base}/foreigners/new`);

await page.goto(`${base}/login?lang=ru`);
await page.type('[name=user]', 'aida');
await page.type('[name=password]', password);
await moved(() => page.click('main button[type=submit]'));

// ---- from a picture to a certificate: nothing is typed but the address ----
await fresh();
ok((await focused()) === 'f-mrz', 'the cursor stands in the box of the zone', await focused());
const file = await page.$('#f-picture');
await moved(() => file.uploadFile(picture));
ok((await value('#f-document-surname_latin')) === 'BEKOV' && (await value('#f-document-number')) === 'YT3404281172',
	'a picture that is chosen fills the fields', await text());
ok((await focused()) === 'f-find-street', 'the cursor stands in the address', await focused());
await page.keyboard.type('жандосова', { delay: 20 });
await page.waitForSelector('.app-suggest-live button');
await page.keyboard.press('ArrowDown');
await page.keyboard.press('ArrowDown');
await moved(() => page.keyboard.press('Enter'));
ok((await value('[name=dwelling]')) === 'D2' && (await value('[name=host]')) === 'P4', 'the address is chosen by keys, its owner is the host');
ok(/Удовлетворено/.test(await page.$eval('#verdict', (x) => x.textContent)), 'the rail grants it', await text());
await moved(chord('Enter'));
ok(/\/results\/\d+$/.test(page.url()), 'Ctrl+Enter registers', await text());
await moved(chord('Enter'));
ok(/\/certificates\/K-/.test(page.url()), 'and issues the certificate', page.url());
const [tab] = await Promise.all([
	new Promise((done) => browser.once('targetcreated', done)),
	page.keyboard.press('F8'),
]);
ok(/\/api\/v1\/certificates\/K-.*\.pdf$/.test(tab.url()) || (await tab.page()) !== null, 'F8 opens it beside the page', tab.url());
const pdf = await page.evaluate(async () => {
	const answer = await fetch(document.querySelector('[data-key=f8]').href);
	return [answer.status, [...new Uint8Array(await answer.arrayBuffer())]];
});
writeFileSync(`${work}/certificate.pdf`, Buffer.from(pdf[1]));
const printed = execFileSync('pdftotext', ['-layout', `${work}/certificate.pdf`, '-']).toString();
ok(pdf[0] === 200 && /BEKOV/.test(printed) && /AZAMAT/.test(printed) && /YT3404281172/.test(printed) && /Жандосова/.test(printed),
	'the certificate bears the name, the document and the address', printed);
const certificate = page.url();
await (await tab.page())?.close();

// ---- a reader that types, under a Russian layout ----
const cdp = await page.createCDPSession();
const russian = Object.fromEntries([...'QWERTYUIOPASDFGHJKLZXCVBNM'].map((c, i) => [c, 'ЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬ'[i]]));
function keyOf(c) {
	if (c === '\n') return { code: 'Enter', key: 'Enter', text: '\r', windowsVirtualKeyCode: 13 };
	if (c === '<') return { code: 'Comma', key: 'Б', text: 'Б', modifiers: 8, windowsVirtualKeyCode: 188 };
	if (/\d/.test(c)) return { code: `Digit${c}`, key: c, text: c, windowsVirtualKeyCode: c.charCodeAt(0) };
	return { code: `Key${c}`, key: russian[c], text: russian[c], modifiers: 8, windowsVirtualKeyCode: c.charCodeAt(0) };
}
async function sweep(symbols) {
	const sent = [];
	for (const c of symbols) {
		const key = keyOf(c);
		sent.push(cdp.send('Input.dispatchKeyEvent', { type: 'keyDown', ...key }),
			cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', code: key.code, key: key.key }));
	}
	await Promise.all(sent);
}
const lines = ['P<TURYILMAZ<<MEHMET<ALI<<<<<<<<<<<<<<<<<<<<<', 'U123456784TUR8001014M4912310<<<<<<<<<<<<<<<4'];
await fresh();
await page.type('#f-note', 'было');
await moved(() => sweep(`${lines.join('\n')}\n`));
ok((await value('#f-document-surname_latin')) === 'YILMAZ' && (await value('#f-document-number')) === 'U12345678',
	'a passport swept in another field, under a Russian layout, fills the form', await text());
ok((await value('#f-note')) === 'было', 'the field that had the cursor has what it had', await value('#f-note'));
ok((await value('#f-mrz')) === lines.join('\n'), 'the box has the lines');
await fresh();
await page.focus('#f-document-number');
await sweep(lines.join('').slice(0, 62));
await page.waitForFunction(() => document.querySelector('#zone-status').textContent !== '');
ok(/оборвалось/.test(await page.$eval('#zone-status', (x) => x.textContent)) && (await focused()) === 'f-mrz' && (await value('#f-document-number')) === '',
	'a sweep that breaks off is said, and sends nothing', await focused());
await fresh();
await page.focus('#f-document-number');
await page.keyboard.press('F9');
ok((await focused()) === 'f-mrz', 'F9 goes to the box');
await page.goto(`${base}/search`);
await page.select('[name=purpose]', 'check');
await page.focus('#f-surname');
await moved(() => sweep(lines.join('')));
ok(/\/search$/.test(page.url()) && /Никто не найден/.test(await text()), 'a sweep on the search page searches', await text());

// ---- dropped, pasted, taken by the camera, and what is no document ----
const given = (name, type, bytes) => page.evaluate((event, kind, list) => {
	const data = new DataTransfer();
	data.items.add(new File([new Uint8Array(list)], 'x', { type: kind }));
	document.querySelector('#zone').dispatchEvent(event === 'paste'
		? new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
		: new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
}, name, type, [...bytes]);
for (const way of ['drop', 'paste']) {
	await fresh();
	await moved(() => given(way, 'image/jpeg', photograph));
	ok((await value('#f-document-surname_latin')) === 'BEKOV', `a picture by ${way}`);
}
await fresh();
await given('drop', 'image/png', Buffer.from('no picture at all'));
await page.waitForFunction(() => !/^$|Читаю/.test(document.querySelector('#zone-status').textContent));
ok((await value('#f-document-surname_latin')) === '', 'what is no picture is refused in words', await page.$eval('#zone-status', (x) => x.textContent));
await fresh();
const frame = await page.evaluate(async (list) => {
	const image = await createImageBitmap(new Blob([new Uint8Array(list)], { type: 'image/jpeg' }));
	const canvas = document.createElement('canvas');
	[canvas.width, canvas.height] = [1280, 960];
	canvas.getContext('2d').drawImage(image, 60, 0, 1160, 957);
	const jpeg = await new Promise((done) => canvas.toBlob(done, 'image/jpeg', 0.95));
	return [...new Uint8Array(await jpeg.arrayBuffer())];
}, [...photograph]);
writeFileSync(film, Buffer.concat(Array(30).fill(Buffer.from(frame))));
await page.click('[data-camera]');
await page.waitForFunction(() => document.querySelector('#camera video').videoWidth > 0);
await moved(() => page.click('[data-shoot]'));
ok((await value('#f-document-surname_latin')) === 'BEKOV', 'the camera: the sharpest frames are read together', await text());

// ---- for everybody: axe, and no sideways scrolling at 320 px ----
const stay = await (async () => {
	await page.goto(certificate);
	return page.$eval('a[href^="/stays/"]', (a) => a.href);
})();
const shots = [
	['an empty application', fresh],
	['one that is read', async () => {
		await fresh();
		await page.$eval('#f-mrz', (x, z) => (x.value = z), lines.join('\n').replace('TUR800', 'TUR8O0'));
		await moved(() => page.click('[name=do][value=mrz]'));
	}],
	['one with errors', async () => {
		await fresh();
		await moved(() => page.click('[value=decide]'));
	}],
	['a certificate', () => page.goto(certificate)],
	['a stay', () => page.goto(stay)],
	['an extension', () => page.goto(`${stay}/change?act=extend_stay`)],
	['a reprint', () => page.goto(`${base}/certificates/new?registration=${stay.split('/').at(-1)}`)],
];
for (const lang of ['ru', 'kk', 'en'])
	for (const width of [1366, 320]) {
		await page.setViewport({ width, height: 768 });
		await page.goto(`${base}/?lang=${lang}`);
		for (const [what, open] of shots) {
			await open();
			await page.evaluate(axe);
			const found = await page.evaluate(() => window.axe.run());
			const wide = await page.evaluate(() => document.documentElement.scrollWidth);
			ok(found.violations.length === 0 && wide <= width, `${what}: ${lang}, ${width} px`,
				`${wide} px wide\n${found.violations.flatMap((v) => v.nodes.map((x) => `${v.id}: ${x.html}`)).join('\n')}`);
		}
	}
ok(trouble.length === 0, 'no error in a script, nothing against the policy', trouble.join('\n'));
await browser.close();
console.log(`1..${n}`);
process.exitCode = failed > 0 ? 1 : 0;
