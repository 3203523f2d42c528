import type { PlannedDraft } from '../../../nodes/HubSpotUpsert/plan/planDraft';
import type { PropertyWish } from '../../../nodes/HubSpotUpsert/plan/wish';
import { needsOf } from '../../../nodes/HubSpotUpsert/write/prepare';

const wish = (name: string) => ({ name, label: name }) as PropertyWish;

const planned = (properties: Record<string, string>, newOptions?: Record<string, string[]>): PlannedDraft => ({
	item: 0,
	target: 'new',
	properties,
	...(newOptions && { newOptions: new Map(Object.entries(newOptions)) }),
});

it('needs only the properties that rows have values for', () => {
	const { properties } = needsOf([planned({ color: 'red' })], [wish('color'), wish('size')]);
	expect(properties.map(({ name }) => name)).toEqual(['color']);
});

it('needs the new options of all rows, each once', () => {
	const rows = [
		planned({ color: 'red' }, { color: ['Red', 'Blue'] }),
		planned({ color: 'blue' }, { color: ['Blue'], size: ['XL'] }),
	];
	const { options } = needsOf(rows, []);
	expect([...options].map(([name, labels]) => [name, [...labels]])).toEqual([
		['color', ['Red', 'Blue']],
		['size', ['XL']],
	]);
});
