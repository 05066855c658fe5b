/*
 * What makes the desk faster.  Every page works without this file; nothing here
 * writes inline code, evaluates text, or keeps anything in the browser.  What a
 * page wants it says in attributes:
 *
 *   data-key="ctrl+enter"            on a button, link or field: the key that presses or reaches it
 *   data-live-url, data-live-into    on a form: after each change it is sent there (POST, as it is) and
 *                                    the answer replaces the content of the element that the selector names
 *   data-live-on="input"             on a form: at every key too, not only when a field is left
 *   data-suggest-url, data-suggest-with   on a text box: as one types there, or in the fields of its form that
 *                                    are named, the form is sent there and the answer is the list below the box;
 *                                    arrow keys go into it, Escape closes it
 *   data-draft-url                   on a form: saved there when a field is left; the answer is shown in #saved
 *   data-date="2026-11-22"           on a text box: a date; two-digit years count back from that day
 *   data-rows                        on a list or table: arrow keys move between its links
 *   data-print                       on a button: prints the page
 *   data-zone, data-scans-url, data-next   on the strip of a machine readable zone: what a passport reader types, in
 *                                    whatever field and under whatever layout, goes into its box, pictures that are
 *                                    chosen, dropped or pasted are read there; data-next is the id of the field to fill next
 *   <dialog id="session" data-left data-warn data-stay-url data-out-url>   the end of the session, in seconds
 */
const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];

/* Is the server there?  A banner says when it is not. */
function online(yes) {
	const banner = one('#offline');
	if (banner) banner.hidden = yes;
}
addEventListener('offline', () => online(false));
addEventListener('online', () => online(true));

/* The form as it stands, sent as the browser itself would send it: personal data never stands in an address. */
async function send(form, url, accept, signal) {
	const body = form ? new URLSearchParams(new FormData(form)) : new URLSearchParams();
	const answer = await fetch(url, {
		method: 'POST', body, signal, credentials: 'same-origin', redirect: 'error',
		headers: { Accept: accept },
	});
	if (answer.status === 401) {
		leaving = true;
		location.reload();
	}
	online(true);
	return answer;
}

/* ---- Live: the verdict as the officer fills in, the addresses as one types ---- */
const running = new WeakMap();
/* What the server answers to the form as it stands becomes the content of `into'. */
async function fill(form, url, into) {
	running.get(into)?.abort();
	const stop = new AbortController();
	running.set(into, stop);
	into.setAttribute('aria-busy', 'true');
	try {
		const answer = await send(form, url, 'text/html; fragment=1', stop.signal);
		if (answer.ok && answer.headers.get('Content-Type')?.startsWith('text/html')) {
			const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
			if (stop.signal.aborted) return;
			into.replaceChildren(...page.body.childNodes);
		}
	} catch (e) {
		if (e.name === 'AbortError') return; // a newer one is under way
		online(false);
	}
	into.removeAttribute('aria-busy');
}
const timers = new WeakMap();
function soon(what, ms, work) {
	clearTimeout(timers.get(what));
	timers.set(what, setTimeout(work, ms));
}
const refreshSoon = (form, ms) =>
	soon(form, ms, () => fill(form, form.dataset.liveUrl, one(form.dataset.liveInto)));
document.addEventListener('input', (e) => {
	const form = e.target.form;
	if (form?.dataset.liveUrl && (form.dataset.liveOn === 'input' || e.target.matches('select,[type=radio],[type=checkbox]')))
		refreshSoon(form, 250);
});
document.addEventListener('change', (e) => {
	const form = e.target.form;
	if (form?.dataset.liveUrl) refreshSoon(form, 50);
});

/* The box whose list this field, or a link of the list, belongs to. */
function boxOf(x) {
	const list = x.closest?.('.app-suggest-live');
	if (list) return list.previousElementSibling;
	const box = x.form && one('[data-suggest-url]', x.form);
	return box && (x === box || box.dataset.suggestWith.split(' ').includes(x.name)) ? box : null;
}
function closeList(box) {
	clearTimeout(timers.get(box));
	running.get(box.nextElementSibling)?.abort();
	box.nextElementSibling.replaceChildren();
}
document.addEventListener('input', (e) => {
	const box = boxOf(e.target);
	if (!box) return;
	const list = box.nextElementSibling;
	soon(box, 250, async () => {
		await fill(box.form, box.dataset.suggestUrl, list);
		list.nextElementSibling.textContent = one('[data-said]', list)?.textContent ?? '';
	});
});
document.addEventListener('focusin', (e) => {
	const here = boxOf(e.target);
	for (const box of all('[data-suggest-url]')) if (box !== here) closeList(box);
});
document.addEventListener('keydown', (e) => {
	const box = boxOf(e.target);
	const links = box ? all('a,button', box.nextElementSibling) : [];
	if (links.length === 0) return;
	const inside = links.includes(e.target);
	if (e.code === 'Escape') closeList(box);
	if (e.code === 'Escape' || (e.code === 'ArrowUp' && e.target === links[0])) box.focus();
	else if (e.code === 'ArrowDown' && !inside) links[0].focus();
	else return;
	e.preventDefault();
	e.stopImmediatePropagation(); // the arrow is done with
});

/* ---- Dates: 180914, 18092014, 18.09.14, 18/09/2014, 2014-09-18 ---- */
function dateOf(text, latest) {
	const t = text.trim();
	const m = /^(?<y>\d{4})-(?<m>\d{1,2})-(?<d>\d{1,2})$/.exec(t)
		|| /^(?<d>\d{1,2})(?<sep>[./ -])(?<m>\d{1,2})\k<sep>(?<y>\d{4}|\d\d)$/.exec(t)
		|| /^(?<d>\d\d)(?<m>\d\d)(?<y>\d{4}|\d\d)$/.exec(t);
	if (!m) return null;
	const two = (n) => String(n).padStart(2, '0');
	const exists = (y, mo, d) => {
		const day = new Date(Date.UTC(y, mo - 1, d));
		return y >= 1850 && y <= 2199 && day.getUTCMonth() === mo - 1 && day.getUTCDate() === d;
	};
	const [mo, d] = [Number(m.groups.m), Number(m.groups.d)];
	let y = Number(m.groups.y);
	if (m.groups.y.length === 2) {
		y += Math.floor(Number(latest.slice(0, 4)) / 100) * 100;
		if (!exists(y, mo, d) || `${y}-${two(mo)}-${two(d)}` > latest) y -= 100;
	}
	return exists(y, mo, d) ? `${two(d)}.${two(mo)}.${y}` : null;
}
document.addEventListener('change', (e) => {
	const latest = e.target.dataset?.date;
	const text = latest && dateOf(e.target.value, latest);
	if (text) e.target.value = text; // what is no date stays as it was typed: the server says what is wrong
}, true);

/* ---- Keys, by where they are on the keyboard: Ctrl+S is Ctrl+Ы on a Russian layout ---- */
function keyName(e) {
	const plain = /^Key[A-Z]$/.test(e.code) ? e.code[3].toLowerCase()
		: /^Digit\d$/.test(e.code) ? e.code[5]
		: e.code === 'NumpadEnter' ? 'enter' : e.code.toLowerCase();
	return (e.ctrlKey || e.metaKey ? 'ctrl+' : '') + (e.altKey ? 'alt+' : '') + (e.shiftKey ? 'shift+' : '') + plain;
}
document.addEventListener('keydown', (e) => {
	if (e.repeat || !(e.ctrlKey || e.metaKey || e.altKey || /^F\d+$/.test(e.code))) return; // no single letters (WCAG 2.1.4)
	const name = keyName(e);
	const target = all('[data-key]').find((x) => x.dataset.key === name && !x.disabled);
	if (!target) return;
	e.preventDefault();
	if (target.matches('button,a,summary')) target.click();
	else {
		target.focus();
		target.select?.();
	}
});
document.addEventListener('keydown', (e) => {
	const link = e.target.closest?.('[data-rows] :is(a,button)');
	if (!link || !/^Arrow(Up|Down)$/.test(e.code)) return;
	const links = all('a,button', link.closest('[data-rows]'));
	const next = links[links.indexOf(link) + (e.code === 'ArrowDown' ? 1 : -1)];
	if (next) {
		e.preventDefault();
		next.focus();
	}
});

document.addEventListener('click', (e) => {
	if (e.target.closest?.('[data-print]')) print();
});

/* ---- Drafts, and nothing lost by leaving ---- */
let unsaved = false;
let leaving = false;
let changes = 0;
document.addEventListener('input', (e) => {
	if (e.target.form?.dataset.draftUrl) {
		unsaved = true;
		changes++;
	}
});
document.addEventListener('focusout', async (e) => {
	const form = e.target.form;
	if (!unsaved || !form?.dataset.draftUrl) return;
	const at = changes;
	try {
		const answer = await send(form, form.dataset.draftUrl, 'text/plain');
		if (!answer.ok) return;
		if (changes === at) unsaved = false;
		const saved = one('#saved');
		if (saved) saved.textContent = await answer.text();
	} catch {
		online(false);
	}
});
addEventListener('beforeunload', (e) => {
	if (unsaved && !leaving) e.preventDefault();
});

/* One press, one act: the form's idempotency key makes it sure, this keeps it quiet. */
document.addEventListener('submit', (e) => {
	const form = e.target;
	if (form.dataset.busy) {
		e.preventDefault();
		return;
	}
	form.dataset.busy = '1';
	leaving = true;
	setTimeout(() => {
		delete form.dataset.busy;
		leaving = false;
	}, 8000);
});
addEventListener('pageshow', () => {
	leaving = false;
	all('form[data-busy]').forEach((form) => delete form.dataset.busy);
});

/* ---- The end of the session ---- */
const session = one('#session');
if (session) {
	let end = Date.now() + session.dataset.left * 1000;
	const warn = session.dataset.warn * 1000;
	const count = one('[data-count]', session);
	setInterval(() => {
		const left = end - Date.now();
		if (left <= 0) {
			leaving = true;
			location.href = session.dataset.outUrl;
		} else if (left <= warn) {
			if (!session.open) session.showModal();
			count.textContent = Math.ceil(left / 1000);
		}
	}, 1000);
	one('[data-stay]', session).addEventListener('click', async (e) => {
		e.preventDefault();
		try {
			const answer = await send(e.target.form, session.dataset.stayUrl, 'text/plain');
			const seconds = Number(await answer.text());
			if (answer.ok && seconds > 0) {
				end = Date.now() + seconds * 1000;
				session.close();
			}
		} catch {
			online(false);
		}
	});
}

/* ---- Passport readers that type: keys by where they are, so that no layout garbles them ---- */
/* The symbol that a reader means by this key; a line end for Enter and Tab; '' for keys that mean none. */
function symbolOf(e) {
	if (/^Key[A-Z]$/.test(e.code)) return e.code[3];
	if (/^Numpad\d$/.test(e.code) || (/^Digit\d$/.test(e.code) && !e.shiftKey)) return e.code.at(-1);
	if (/^(Enter|NumpadEnter|Tab)$/.test(e.code)) return '\n';
	if (e.code === 'Space' || (e.code === 'Minus' && e.shiftKey)) return ' ';
	return (e.code === 'Comma' && e.shiftKey) || e.code === 'IntlBackslash' ? '<' : '';
}
/* What has come so fast that no hand typed it: reading, once it is certain. */
function burst(state, symbol, at) {
	const goesOn = state.text !== '' && at - state.last < (state.reading ? 300 : 60);
	const text = goesOn ? state.text + symbol : symbol.trim();
	return {
		text, last: at, began: goesOn ? state.began : at,
		reading: goesOn && (state.reading || (text.length > 8 && /^[PVAIC]/.test(text))),
	};
}
/* The lines of a document that is whole: 2 x 44, 2 x 36 or 3 x 30 symbols, with line ends or without; else ''. */
function zoneLines(text) {
	const plain = text.trim().replaceAll(/[ _]/g, '<').replaceAll(/\n+/g, '\n');
	const symbols = plain.replaceAll('\n', '');
	const wide = { 88: 44, 72: 36, 90: 30 }[symbols.length];
	const lines = wide ? symbols.match(new RegExp(`.{${wide}}`, 'g')).join('\n') : '';
	return plain.includes('\n') && plain !== lines ? '' : lines;
}
const zone = one('[data-zone]');
const box = zone ? one('textarea', zone) : one('#f-document_number[data-key]');
const say = (words) => {
	const status = one('#zone-status');
	if (status) status.textContent = words;
};
const hidden = (name, value) => {
	const field = box.form.elements[name];
	if (field) field.value = value;
};
/* Whole lines go to the server, which reads them and shows the form again. */
function takeLines(lines) {
	box.value = zone ? lines : lines.replaceAll('\n', '');
	box.form.requestSubmit(one('[name=do][value=mrz]', box.form) ?? undefined);
}
const nothing = { text: '', last: -1000, began: -1000, reading: false };
let swept = nothing;
let held; // the field that had the focus when a burst began, and what stood in it
let ending;
function sweepEnded() {
	const text = swept.text;
	const lines = zoneLines(text);
	swept = nothing;
	if (held && held[0].value !== held[1]) {
		held[0].value = held[1];
		held[0].dispatchEvent(new Event('input', { bubbles: true }));
	}
	if (lines === '') {
		box.value = text;
		box.focus();
		say(zone?.dataset.partial ?? '');
		return;
	}
	hidden('zone.source', '');
	takeLines(lines);
}
document.addEventListener('keydown', (e) => {
	const symbol = e.ctrlKey || e.metaKey || e.altKey ? '' : symbolOf(e);
	if (!box || symbol === '') return;
	const before = swept.began;
	swept = burst(swept, symbol, e.timeStamp);
	if (swept.began !== before) held = 'value' in e.target ? [e.target, e.target.value] : null;
	if (swept.reading) {
		clearTimeout(ending);
		ending = setTimeout(sweepEnded, 320);
	} else if (e.target === box && zone && e.code !== 'Tab') {
		const lines = zoneLines(box.value);
		if (symbol === '\n' && lines !== '') {
			hidden('zone.source', '');
			takeLines(lines);
		} else box.setRangeText(symbol === ' ' ? '<' : symbol, box.selectionStart, box.selectionEnd, 'end');
	} else return;
	e.preventDefault();
	e.stopImmediatePropagation(); // an Enter of the reader's presses nothing
}, true);

/* ---- Pictures of the document: chosen, dropped, pasted, taken ---- */
async function readPictures(files) {
	const pictures = [...files].slice(0, 8);
	if (!zone || pictures.length === 0) return;
	const body = new FormData();
	body.append('csrf', box.form.elements.csrf.value);
	for (const picture of pictures) body.append('picture', picture);
	say(zone.dataset.reading);
	zone.setAttribute('aria-busy', 'true');
	try {
		const answer = await fetch(zone.dataset.scansUrl, {
			method: 'POST', body, credentials: 'same-origin', redirect: 'error', headers: { Accept: 'application/json' },
		});
		if (answer.status === 401) return void location.reload();
		const said = await answer.json();
		online(true);
		if (!answer.ok) say(said.errors?.[0]?.error ?? said.detail ?? said.title);
		else if (said.lines.length === 0) say(zone.dataset.nothing);
		else {
			hidden('zone.raw', said.raw.join(' '));
			hidden('zone.source', 'picture');
			hidden('zone.accept', said.accept ? 'true' : '');
			one('[type=file]', zone).value = '';
			takeLines(said.lines.join('\n'));
		}
	} catch {
		say('');
		online(false);
	} finally {
		zone.removeAttribute('aria-busy');
	}
}
const images = (list) => [...(list?.files ?? [])].filter((file) => file.type.startsWith('image/'));
zone?.addEventListener('change', (e) => {
	if (e.target.type === 'file') readPictures(e.target.files);
});
for (const name of ['dragenter', 'dragover', 'dragleave', 'drop'])
	zone?.addEventListener(name, (e) => {
		if (![...e.dataTransfer.types].includes('Files')) return;
		e.preventDefault();
		zone.classList.toggle('app-zone--over', name === 'dragenter' || name === 'dragover');
		if (name === 'drop') readPictures(images(e.dataTransfer));
	});
document.addEventListener('paste', (e) => {
	const pictures = images(e.clipboardData);
	if (!zone || pictures.length === 0) return;
	e.preventDefault();
	readPictures(pictures);
});

/* How sharp a picture is: the variance of its Laplacian.  Four bytes a pixel. */
function sharpness(pixels, w, h) {
	const grey = (x, y) => pixels[(y * w + x) * 4] + 2 * pixels[(y * w + x) * 4 + 1] + pixels[(y * w + x) * 4 + 2];
	let n = 0;
	let sum = 0;
	let squares = 0;
	for (let y = 1; y < h - 1; y++)
		for (let x = 1; x < w - 1; x++) {
			const edge = 4 * grey(x, y) - grey(x - 1, y) - grey(x + 1, y) - grey(x, y - 1) - grey(x, y + 1);
			n++;
			sum += edge;
			squares += edge * edge;
		}
	return n === 0 ? 0 : squares / n - (sum / n) ** 2;
}
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
/* Of ten frames in a second the four sharpest, judged by what lies in the guide. */
async function frames(video) {
	const taken = [];
	for (let i = 0; i < 10; i++) {
		const canvas = document.createElement('canvas');
		const [w, h] = [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
		const pen = canvas.getContext('2d', { willReadFrequently: true });
		pen.drawImage(video, 0, 0);
		const [top, high] = [Math.floor(h * 0.58), Math.floor(h * 0.34)];
		taken.push({ canvas, sharp: sharpness(pen.getImageData(0, top, w, high).data, w, high) });
		await pause(100);
	}
	taken.sort((a, b) => b.sharp - a.sharp);
	return Promise.all(taken.slice(0, 4).map(({ canvas }) => new Promise((done) => canvas.toBlob(done, 'image/jpeg', 0.92))));
}
const camera = one('#camera');
if (camera && navigator.mediaDevices?.getUserMedia) {
	const button = one('[data-camera]');
	const video = one('video', camera);
	const off = () => {
		for (const track of video.srcObject?.getTracks() ?? []) track.stop();
		video.srcObject = null;
	};
	button.hidden = false;
	button.addEventListener('click', async () => {
		try {
			video.srcObject = await navigator.mediaDevices.getUserMedia({
				video: { facingMode: 'environment', width: { ideal: 1920 }, height: { ideal: 1080 } },
			});
			camera.showModal();
		} catch {
			say(zone.dataset.noCamera);
		}
	});
	camera.addEventListener('close', off);
	one('[data-close]', camera).addEventListener('click', () => camera.close());
	one('[data-shoot]', camera).addEventListener('click', async () => {
		if (video.videoWidth === 0) return;
		const pictures = await frames(video);
		camera.close();
		readPictures(pictures);
	});
}

/* What is wrong is read first; else the cursor stands where there is something to fill in. */
const wrong = one('.govuk-error-summary');
if (wrong) wrong.focus();
else if (zone?.dataset.next) document.getElementById(zone.dataset.next)?.focus();
