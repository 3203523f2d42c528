import { planSubscriptions } from '../../../nodes/Oplead/write/ownSubscriptions';

const place = 'https://n8n.example.com/webhook/1/oplead';
const address = `${place}?token=right`;
const need = { address, events: ['assigned', 'changed'] };
const subscription = (id: string, event: string, url: string) => ({ id, event, addresses: [url], fields: {} });
const ids = (list: Array<{ id?: string }>) => list.map(({ id }) => id);

it('tells what is missing, what is needed, what is not, and what belongs to others', () => {
	const plan = planSubscriptions(
		[
			subscription('other-path', 'assigned', 'https://n8n.example.com/webhook/2/oplead?token=right'),
			subscription('other-host', 'assigned', 'https://staging.example.com/webhook/1/oplead?token=right'),
			subscription('old', 'assigned', `${place}?token=former`),
			subscription('bare', 'changed', place),
			subscription('first', 'changed', address),
			subscription('second', 'changed', address),
			subscription('unchosen', 'moved', address),
			{ id: 'unreadable', addresses: [], fields: {} },
		],
		need,
	);
	expect(plan.missing).toEqual(['assigned']);
	expect(ids(plan.kept)).toEqual(['first']);
	expect(plan.superfluous.map(({ subscription: { id }, why }) => [id, why])).toEqual([
		['old', 'oldSecret'],
		['bare', 'oldSecret'],
		['second', 'doubled'],
		['unchosen', 'eventNotChosen'],
	]);
	expect(ids(plan.others)).toEqual(['other-path', 'other-host', 'unreadable']);
});

it('finds nothing to do where all is settled', () => {
	const registered = need.events.map((event) => subscription(event, event, address));
	expect(planSubscriptions(registered, need)).toMatchObject({ missing: [], superfluous: [], others: [] });
});
