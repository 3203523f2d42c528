import { AUTOMATIC, useAccount } from './account';

const account = useAccount();

it.each([
	{ email: '', 'E-Mail': 'a@example.com' },
	{ 'E-Mail': 'a@example.com', email: null },
	{ 'E-Mail': '', EMAIL: 'a@example.com' },
	{ 'E-Mail': 'b@example.com', email: 'a@example.com' },
	{ email: 'a@example.com', 'E-Mail': 'b@example.com' },
])('takes the field that has something, and then the one of the property’s name: %j', async (item) => {
	const run = await account.upsert([item], AUTOMATIC);
	expect(run.errors).toEqual([]);
	expect(account.held('contacts')).toMatchObject([{ email: 'a@example.com' }]);
});
