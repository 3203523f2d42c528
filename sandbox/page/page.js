import { showCall, showCalls } from './calls.js';
import { showContacts, showWrittenContact } from './contacts.js';
import { refreshLimit, showDeliveries, showDelivery, showSubscriptions } from './deliveries.js';
import { byId } from './dom.js';
import { showLead, showLeads } from './leads.js';
import { showSending, showTarget } from './sending.js';
import { openNamedTab } from './tabs.js';

const retryMs = 2000;

/** Events that come while the state is being read; shown after it. `undefined` when nothing is being read. */
let waiting;
let reloadTimer;

async function load() {
	waiting = [];
	try {
		const state = await (await fetch('/sandbox/page/state')).json();
		showSending(state);
		showContacts(state);
		showLeads(state.oplead);
		showDeliveries(state.oplead);
		showCalls(state);
	} catch {
		reloadSoon();
	}
	const missed = waiting;
	waiting = undefined;
	for (const event of missed) show(event);
}

function reloadSoon() {
	clearTimeout(reloadTimer);
	reloadTimer = setTimeout(load, retryMs);
}

function show(event) {
	if (waiting) {
		waiting.push(event);
		return;
	}
	const { vendor, kind, data } = event;
	if (kind === 'call') showCall(data);
	if (kind === 'reset') void load();
	if (kind === 'target') showTarget(data);
	if (vendor === 'oplead') showOplead(kind, data);
	if (vendor === 'hubspot' && kind === 'record' && data.objectType === 'contacts') {
		// A category that was added since needs its label.
		if (showWrittenContact(data)) reloadSoon();
	}
}

function showOplead(kind, data) {
	if (kind === 'call') refreshLimit();
	if (kind === 'lead') showLead(data);
	if (kind === 'delivery') showDelivery(data);
	if (kind === 'subscriptions') showSubscriptions(data);
}

function listen() {
	const stream = new EventSource('/sandbox/events');
	// The first opening and every one after a break: what happened in between has to be read.
	stream.onopen = () => {
		showConnection('live', 'Live');
		void load();
	};
	stream.onmessage = ({ data }) => show(JSON.parse(data));
	stream.onerror = () => {
		showConnection('broken', 'The sandbox does not answer; trying again');
		if (stream.readyState === EventSource.CLOSED) setTimeout(listen, retryMs);
	};
}

function showConnection(state, text) {
	const place = byId('connection');
	place.dataset.state = state;
	if (place.textContent !== text) place.textContent = text;
}

byId('reset').addEventListener('click', () => fetch('/sandbox/reset', { method: 'POST' }));
openNamedTab();
listen();
