import { byId, element } from './dom.js';

const orders = [
	['Send 10', { count: 10, concurrency: 10 }],
	['Send a repeat', { fault: 'repeated' }],
	['Send mojibake', { fault: 'mojibake' }],
	['Send old schema', { fault: 'old-schema' }],
	['Send an incomplete lead', { fault: 'missing-fields' }],
];

const form = byId('target-form');
let trainingsShown = false;

/** Shows where leads go, and a button for each training. @param state the page's state */
export function showSending(state) {
	if (!trainingsShown) {
		trainingsShown = true;
		byId('trainings').append(...state.trainings.map((training) => orderButton(training, { training })));
		byId('orders').append(...orders.map(([label, order]) => orderButton(label, order)));
	}
	showTarget(state.target);
}

/** Shows where leads go. */
export function showTarget({ isSet, url, headerName, headerValueIsSet }) {
	byId('no-target').hidden = isSet;
	byId('target-url').textContent = isSet ? url : 'not set';
	if (!isSet) byId('target').open = true;
	for (const button of document.querySelectorAll('.buttons button')) button.disabled = !isSet;
	if (!form.contains(document.activeElement)) {
		form.elements.url.value = url ?? '';
		form.elements.headerName.value = headerName ?? '';
		form.elements.headerValue.placeholder = headerValueIsSet ? 'set' : '';
	}
}

function orderButton(label, order) {
	const button = element('button', { type: 'button' }, [label]);
	button.addEventListener('click', () => send(label, order));
	return button;
}

async function send(label, order) {
	showAnswer('none', `${label}: sending …`, '');
	try {
		const response = await fetch('/sandbox/ici-formation/send', jsonBody('POST', order));
		const answer = await response.json();
		if (!response.ok) showAnswer('bad', 'Not sent.', answer.message);
		else showAnswer(...described(answer.sent));
	} catch {
		showAnswer('bad', 'Not sent.', 'The sandbox does not answer.');
	}
}

/** What came of an order: outcome, a headline, and one line more. */
function described(sent) {
	const [{ status, ms, bodyBytes, lead, reason }] = sent;
	const good = sent.every((row) => row.status === 200);
	const outcome = good ? 'good' : 'bad';
	if (sent.length > 1) {
		const slowest = Math.max(...sent.map((row) => row.ms));
		return [outcome, `${sent.length} sent: ${tally(sent)}`, `The slowest took ${rounded(slowest)} ms.`];
	}
	if (status === null) return ['bad', `No answer: ${reason}`, 'Is n8n running, and the workflow active?'];
	const who = [lead.prenom, lead.nom].filter(Boolean).join(' ');
	// Ici Formation takes only an empty body for success.
	const body = bodyBytes === 0 ? '' : good ? `, but a body of ${bodyBytes} bytes; Ici Formation wants none` : '';
	return [outcome, `${status} in ${rounded(ms)} ms${body}`, `${who}, ${lead.formation ?? lead.formation_ou_client}`];
}

/** For instance "9 × 200, 1 × ECONNREFUSED". */
function tally(sent) {
	const counts = new Map();
	for (const { status, reason } of sent) {
		const answer = String(status ?? reason);
		counts.set(answer, (counts.get(answer) ?? 0) + 1);
	}
	return [...counts].map(([answer, times]) => `${times} × ${answer}`).join(', ');
}

function rounded(ms) {
	return Math.round(ms);
}

function showAnswer(outcome, headline, detail) {
	const place = byId('answer');
	place.dataset.outcome = outcome;
	place.replaceChildren(element('strong', {}, [headline]), element('span', { class: 'second' }, [detail]));
}

form.addEventListener('submit', async (event) => {
	event.preventDefault();
	const entries = [...new FormData(form)].filter(([, value]) => value !== '');
	const place = byId('target-answer');
	try {
		const response = await fetch('/sandbox/ici-formation/target', jsonBody('PUT', Object.fromEntries(entries)));
		const answer = await response.json();
		place.textContent = response.ok ? '' : answer.message;
		if (!response.ok) return;
		form.elements.headerValue.value = '';
		// The form closes, so the focus has to go somewhere.
		byId('target').querySelector('summary').focus();
		byId('target').open = false;
		showTarget(answer);
		showAnswer('good', 'Leads go to this webhook from now on.', '');
	} catch {
		place.textContent = 'The sandbox does not answer.';
	}
});

function jsonBody(method, body) {
	return { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
