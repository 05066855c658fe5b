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
console.log(`1..${n}`);
