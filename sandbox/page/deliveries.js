import { byId, element, oncePerFrame, statusElement, timeElement } from './dom.js';
import { leadName } from './leads.js';

const mostRows = 100;
const refreshMs = 300;

/** By id, oldest first. */
let deliveries = new Map();
const draw = oncePerFrame(drawNow);

/** Shows what the server knows. @param state Oplead's part of the page's state */
export function showDeliveries(state) {
	deliveries = new Map(state.deliveries.map((delivery) => [delivery.id, delivery]));
	showSubscriptions(state.subscribedEvents);
	showLimit(state.limit);
	drawNow();
}

/** Shows a delivery that is new, or has been tried. */
export function showDelivery(delivery) {
	deliveries.set(delivery.id, delivery);
	draw();
}

/** Shows which events are subscribed to. */
export function showSubscriptions(events) {
	byId('subscriptions').textContent = events.length > 0 ? `Subscribed: ${events.join(', ')}` : 'No subscriptions';
}

/** The figures come from the server, as only it has counted every request. */
let refreshTimer;

/** Asks for the figures soon. */
export function refreshLimit() {
	refreshTimer ??= setTimeout(async () => {
		refreshTimer = undefined;
		try {
			const response = await fetch('/sandbox/oplead/limit');
			if (response.ok) showLimit(await response.json());
		} catch {
			// The event stream notices that the sandbox is gone, and says so.
		}
	}, refreshMs);
}

function showLimit({ taken, refused, busiest, limit, enforced }) {
	const minute = limit.windowMs === 60_000 ? 'minute' : `${limit.windowMs / 1000} seconds`;
	const most = enforced ? `${limit.requests}` : `${limit.requests}, not enforced`;
	byId('oplead-limit').textContent = `${taken} requests, busiest ${minute} ${busiest} of ${most}, ${refused} refused`;
}

function drawNow() {
	deliveries = new Map([...deliveries].slice(-mostRows));
	byId('no-deliveries').hidden = deliveries.size > 0;
	byId('delivery-rows').replaceChildren(...[...deliveries.values()].toReversed().map(deliveryRow));
}

function deliveryRow({ id, kind, event, leadId, to, state, attempts }) {
	const last = attempts.at(-1);
	const what = kind === 'feedback' ? `Feedback: ${event}` : event;
	return element('tr', { 'data-id': id }, [
		element('td', {}, last ? [timeElement(last.at)] : []),
		element('td', { title: what }, [what]),
		element('td', {}, [leadName(leadId)]),
		element('td', { title: to }, [element('code', {}, [to])]),
		element('td', {}, [element('span', { class: 'state', 'data-state': state }, [state]), ...answersOf(attempts)]),
	]);
}

function answersOf(attempts) {
	return attempts.map(({ status, ms, reason }) => {
		const answer = statusElement(status);
		answer.title = reason ?? `${ms} ms`;
		if (status === null) answer.textContent = reason ?? 'none';
		return answer;
	});
}
