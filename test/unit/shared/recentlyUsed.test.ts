import { RecentlyUsed } from '../../../nodes/shared/recentlyUsed';

it('makes a value once for a key', () => {
	const remembered = new RecentlyUsed<object>(2);
	const first = remembered.of('a', () => ({}));
	expect(remembered.of('a', () => ({}))).toBe(first);
	expect(remembered.of('b', () => ({}))).not.toBe(first);
});

it('forgets what was asked for longest ago, and never grows beyond its limit', () => {
	const remembered = new RecentlyUsed<string>(3);
	for (const key of ['a', 'b', 'c', 'a', 'd']) remembered.of(key, () => `first ${key}`);
	const again = (key: string) => remembered.of(key, () => `second ${key}`);
	expect([again('a'), again('c'), again('d'), again('b')]).toEqual(['first a', 'first c', 'first d', 'second b']);
	for (let key = 0; key < 10_000; key++) remembered.of(String(key), () => '');
	expect(remembered.size).toBe(3);
});
