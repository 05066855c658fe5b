// The functions of front/app.js that need no page: dates as people type them, names of keys.
//   node test_app.mjs APP.JS DATES.TSV
import { readFileSync } from 'node:fs';

const [app, dates] = process.argv.slice(2).map((path) => readFileSync(path, 'utf8'));
const cut = (name) => {
	const found = new RegExp(`^function ${name}\\(.*?^}`, 'ms').exec(app);
	if (!found) throw new Error(`no function ${name} in app.js`);
	return new Function(`return ${found[0]}`)();
};
let n = 0;
const ok = (yes, what) => console.log(`${yes ? 'ok' : 'not ok'} ${++n} - ${what}`);

const dateOf = cut('dateOf');
for (const line of dates.split('\n')) {
	if (line === '' || line.startsWith('#')) continue;
	const [typed, want] = line.split('\t');
	const people = want === '-' ? null : want.split('-').reverse().join('.');
	const got = dateOf(typed, '2015-03-02');
	ok(got === people, `${typed} is ${got}`);
}
const keyName = cut('keyName');
const key = (code, more = {}) => keyName({ code, key: '?', ...more });
ok(key('KeyS', { ctrlKey: true }) === 'ctrl+s', 'Ctrl+S by where it is, whatever the layout writes');
ok(key('Enter', { ctrlKey: true }) === 'ctrl+enter', 'Ctrl+Enter');
ok(key('NumpadEnter', { metaKey: true }) === 'ctrl+enter', 'Cmd+Enter of the number pad');
ok(key('Digit2', { altKey: true }) === 'alt+2', 'Alt+2');
ok(key('F2') === 'f2', 'F2');
ok(key('F2', { shiftKey: true }) === 'shift+f2', 'Shift+F2 is another key');

// ---- readers that type: the same keys under every layout, since keys are read by where they are ----
const symbolOf = cut('symbolOf');
const burst = cut('burst');
const zoneLines = cut('zoneLines');
// What the letter keys write under the layouts of the desks; by key it is always the same symbol.
const layouts = {
	us: 'qwertyuiopasdfghjklzxcvbnm',
	ru: 'йцукенгшщзфывапролдячсмить',
	kk: 'йцукенгшщзфывапролдячсмить',
};
const place = 'QWERTYUIOPASDFGHJKLZXCVBNM';
const digits = { us: '0123456789', ru: '0123456789', kk: 'қ"әіңғ,.үұ' };
const codeOf = (c) => c === '<' ? ['Comma', true] : c === '\n' ? ['Enter', false] : /\d/.test(c) ? [`Digit${c}`, false] : [`Key${c}`, true];
const written = (layout, c) => c === '<' ? { us: '<', ru: 'Б', kk: 'Б' }[layout] : /\d/.test(c) ? digits[layout][c] : layouts[layout][place.indexOf(c)] ?? 'Enter';
// Keys of a text under a layout, ms apart: what the burst comes to.
const type = (text, layout, ms, from = { text: '', last: -1000, began: -1000, reading: false }, at = 5000) => {
	let state = from;
	for (const c of text) {
		const [code, shiftKey] = codeOf(c);
		state = burst(state, symbolOf({ code, shiftKey, key: written(layout, c) }), at);
		at += ms;
	}
	return state;
};
const td3 = ['P<UZBKARIMOV<<JASUR<AKMALOVICH<<<<<<<<<<<<<<', 'AB12345671UZB8803148M1410022<<<<<<<<<<<<<<02'];
const td1 = ['IRKGZYT3404281<1729<<<<<<<<<<<', '4307165M3405123KGZ<<<<<<<<<<<6', 'BEKOV<<AZAMAT<<<<<<<<<<<<<<<<<'];
for (const layout of ['us', 'ru', 'kk']) {
	const all = td3.join('');
	const run = type(all, layout, 8);
	ok(run.reading && run.text === all, `a passport swept under the layout ${layout}`);
	ok(zoneLines(type(`${td1.join('\n')}\n`, layout, 15).text) === td1.join('\n'), `a card with line ends under ${layout}`);
}
ok(zoneLines(td3.join('')) === td3.join('\n'), '88 symbols are two lines');
ok(zoneLines(td3.join('\n\n')) === td3.join('\n'), 'a line end twice is one');
ok(zoneLines(td3.join('').replaceAll('<', '_')) === td3.join('\n') && zoneLines(td3.join('\n').replaceAll('<', ' ')) === td3.join('\n'), 'blanks or underscores for fillers');
ok(zoneLines(td3.join('').slice(0, 62)) === '', 'a sweep that broke off at 62 symbols is none');
ok(zoneLines(`${td3[0]}<\n${td3[1].slice(1)}`) === '', 'line ends where no line ends');
ok(zoneLines('') === '' && zoneLines('X'.repeat(89)) === '', 'nothing, and a symbol too many');
ok(!type('PASSPORTXYZ', 'us', 100).reading, 'a person types no burst');
ok(type('PASSPORTXYZ', 'us', 100).text === 'Z', 'each slow key begins anew');
ok(!type('PASSPORT', 'us', 8).reading && type('PASSPORTX', 'us', 8).reading, 'more than eight quick keys are one');
ok(!type('KARIMOVJASUR', 'us', 8).reading, 'unless no document begins so');
ok(!type('123456789012', 'us', 8).reading, 'a bar code is no passport');
const halted = type(td3[0], 'us', 8);
ok(type(td3[1], 'us', 8, halted, halted.last + 250).text === td3.join(''), 'a reader that stops a quarter of a second between the lines');
ok(!type('ABC', 'us', 8, halted, halted.last + 400).reading, 'after that it has ended');
ok(symbolOf({ code: 'Comma', shiftKey: false }) === '' && symbolOf({ code: 'ShiftLeft', shiftKey: true }) === '', 'keys that mean nothing to a reader');
ok(symbolOf({ code: 'Numpad7' }) === '7' && symbolOf({ code: 'Digit7', shiftKey: true }) === '', 'digits of either block');

// ---- the sharpest of several frames ----
const sharpness = cut('sharpness');
const picture = (f) => Uint8ClampedArray.from({ length: 32 * 32 * 4 }, (_, i) => f((i >> 2) % 32, i >> 7));
const edges = picture((x) => (x % 8 < 4 ? 0 : 255));
const blurred = picture((x) => 128 + 100 * Math.sin(x * 0.8));
ok(sharpness(edges, 32, 32) > sharpness(blurred, 32, 32), 'edges are sharper than waves');
ok(sharpness(picture(() => 90), 32, 32) === 0 && sharpness(edges, 2, 2) === 0, 'a blank wall is not sharp at all');
console.log(`1..${n}`);
