import { trackingIn } from '../../../nodes/Oplead/plan/tracking';

it.each<[string, unknown[], object]>([
	['an address', ['https://example.com/a?utm_source=google&gclid=Ab-1_x'], { utmSource: 'google', clickId: 'Ab-1_x' }],
	[
		'a query behind a hash',
		['https://example.com/#/form?fbclid=IwAR1&UTM_Campaign=été'],
		{ clickId: 'IwAR1', utmCampaign: 'été' },
	],
	['fields', [undefined, { GCLID: ' abc ', utm_medium: 'cpc', other: 1 }], { clickId: 'abc', utmMedium: 'cpc' }],
	['the surest ID first', ['?fbclid=f&gclid=g'], { clickId: 'g' }],
	['the first source first', ['?gclid=one', { gclid: 'two', utm_source: 's' }], { clickId: 'one', utmSource: 's' }],
	['nothing', ['', null, 7, [], { gclid: '' }, 'no address', { gclid: 'x'.repeat(600) }], {}],
])('finds in %s', (_name, sources, tracking) => {
	expect(trackingIn(sources)).toEqual(tracking);
});
