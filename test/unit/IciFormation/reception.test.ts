import { receive, type ReceptionSettings } from '../../../nodes/IciFormation/reception';

const acceptAll: ReceptionSettings = {
	country: 'FR',
	incompleteLeads: 'accept',
	trainingCentreIds: [],
	otherCentres: 'ignore',
};

const good = { nom: 'Doe', email: 'john.doe@example.com', id_client: '1234' };

function received(sent: unknown, settings: Partial<ReceptionSettings> = {}) {
	const body = Buffer.from(JSON.stringify(sent));
	return receive(
		{ body, mediaType: 'application/json', receivedAt: '2026-11-22T10:00:00.000Z' },
		{ ...acceptAll, ...settings },
	);
}

it('accepts an incomplete lead, or refuses it where that is asked for', () => {
	expect(received({ nom: 'Doe' })[0].issues).not.toEqual([]);
	expect(() => received({ nom: 'Doe' }, { incompleteLeads: 'refuse' })).toThrow('neither a valid e-mail');
	expect(received(good, { incompleteLeads: 'refuse' })).toHaveLength(1);
});

it('ignores or refuses the leads of other training centres', () => {
	const ids = { trainingCentreIds: ['1234', '5678'] };
	const other = { ...good, id_client: '99' };
	expect(received([good, other], ids).map(({ trainingCentre }) => trainingCentre.id)).toEqual(['1234']);
	expect(received(other, ids)).toEqual([]);
	expect(() => received([good, other], { ...ids, otherCentres: 'refuse' })).toThrow('that training centre');
});

it('takes a lead that names no training centre, rather than lose it', () => {
	expect(received({ email: 'a@example.com' }, { trainingCentreIds: ['1234'], otherCentres: 'refuse' })).toHaveLength(1);
});
