import { byId, element, oncePerFrame, statusElement, timeElement } from './dom.js';

const mostRows = 50;
const mostStatuses = 7;

let calls = [];
let figures = { total: 0, lastTenSeconds: 0, busiestTenSeconds: 0 };
let limit = { burst: 190, enforced: false };
const draw = oncePerFrame(drawCalls);

/** Shows what the server knows. @param state the page's state */
export function showCalls(state) {
	({ calls, limit } = state);
	drawCalls();
	showFigures(state.figures);
}

/** Shows a call that has just ended. */
export function showCall(call) {
	calls = [...calls, call].slice(-mostRows);
	draw();
	refreshSoon();
}

/** The figures come from the server, as only it has seen every call; asked for while they may change. */
let refreshTimer;

function refreshSoon() {
	refreshTimer ??= setTimeout(refresh, 300);
}

async function refresh() {
	try {
		const response = await fetch('/sandbox/calls?vendor=hubspot&limit=0');
		if (response.ok) showFigures(await response.json());
	} catch {
		// The event stream notices that the sandbox is gone, and says so.
	}
	refreshTimer = undefined;
	if (figures.lastTenSeconds > 0) refreshTimer = setTimeout(refresh, 500);
}

function showFigures(latest) {
	figures = latest;
	const { total, lastTenSeconds, busiestTenSeconds } = latest;
	byId('total').textContent = String(total);
	byId('last').textContent = String(lastTenSeconds);
	byId('busiest').textContent = String(busiestTenSeconds);
	byId('burst').textContent = limit.enforced ? String(limit.burst) : `${limit.burst}, not enforced`;
	const meter = byId('meter');
	meter.setAttribute('aria-valuemax', String(limit.burst));
	meter.setAttribute('aria-valuenow', String(Math.min(lastTenSeconds, limit.burst)));
	meter.dataset.level = lastTenSeconds > 0.9 * limit.burst ? 'high' : 'normal';
	meter.firstElementChild.style.width = `${Math.min(100, (100 * lastTenSeconds) / limit.burst)}%`;
	if (lastTenSeconds > 0) refreshSoon();
}

function drawCalls() {
	byId('no-calls').hidden = calls.length > 0;
	byId('call-rows').replaceChildren(...calls.toReversed().map(callRow));
	const latest = calls.filter(({ vendor }) => vendor === 'hubspot').slice(-mostStatuses);
	const none = element('span', { class: 'none' }, ['none yet']);
	byId('statuses').replaceChildren(...(latest.length > 0 ? latest.map(({ status }) => statusElement(status)) : [none]));
}

function callRow({ time, vendor, method, path, status, ms, fault }) {
	const address = `${method} /${vendor}${path}`;
	return element('tr', {}, [
		element('td', {}, [timeElement(time)]),
		element('td', {}, [statusElement(status)]),
		element('td', { title: address }, [element('code', {}, [address])]),
		element('td', {}, [fault ?? '']),
		element('td', {}, [ms === null ? '' : `${ms} ms`]),
	]);
}
