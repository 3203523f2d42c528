import { Oplead } from '../../../nodes/Oplead/Oplead.node';
import { ONCE_READ } from '../../../nodes/Oplead/fields/onceRead';

/** Read for each item. */
const BY_ITEM = ['options.otherEvents'];

it('knows of every option whether it is read once, and by what name', () => {
	const { properties } = new Oplead().description;
	const options = properties
		.filter(({ name }) => name === 'options')
		.flatMap(({ options: fields = [] }) => fields)
		.flatMap((field) => ('displayName' in field ? [{ path: `options.${field.name}`, label: field.displayName }] : []));
	const repeats = properties.filter(({ name }) => name === 'repeats');
	const there = [...repeats.map(({ name, displayName }) => ({ path: name, label: displayName })), ...options]
		.filter(({ path }) => !BY_ITEM.includes(path))
		.map(({ path, label }) => `${path}: ${label}`);
	expect(ONCE_READ.map(({ path, label }) => `${path}: ${label}`).sort()).toEqual([...new Set(there)].sort());
});
