import type { INodeProperties } from 'n8n-workflow';

const text = (displayName: string, name: string, placeholder: string, description?: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	placeholder: `e.g. ${placeholder}`,
	...(description !== undefined && { description }),
});

const address = text('Address', 'address', '1 rue de la Paix');
const city = text('City', 'city', 'Lyon');
const civility = text('Civility', 'civility', 'Mme');
const country = text(
	'Country',
	'country',
	'FR',
	'Its code: Configuration, Get Many lists the countries that Oplead knows',
);
const firstname = text('First Name', 'firstname', 'Nathalie');
const lastname = text('Last Name', 'lastname', 'Martin');
const message = text('Message', 'message', 'Please call me back', 'What the person wrote or wants');
const phone = text('Phone', 'phone', '+33 6 12 34 56 78');
const postcode = text('Postal Code', 'postcode', '69001');

const email: INodeProperties = {
	...text('Email', 'email', 'nathalie@example.com'),
	// Not of type e-mail: the editor would refuse an expression's result that Oplead takes.
};

/** Who the lead is. The names are the places in the body of the call. */
export const contactField: INodeProperties = {
	displayName: 'Contact',
	name: 'contact',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	description: 'Who the lead is. With a normalised lead, what is entered here replaces what the lead holds.',
	options: [address, city, civility, country, email, firstname, lastname, message, phone, postcode],
};

/** The marketing channel. */
export const channelField: INodeProperties = {
	displayName: 'Channel ID',
	name: 'channel',
	type: 'string',
	default: '',
	placeholder: 'e.g. CNL_1234',
	description:
		'The marketing channel, sub-channel or campaign; its ID begins with CNL_ and stands in Oplead under Paramétrage, Connecteurs',
};

/** JSON that is merged last. */
export const additionalJsonField: INodeProperties = {
	displayName: 'Additional JSON',
	name: 'additionalJson',
	type: 'json',
	default: '',
	placeholder: 'e.g. {"leadData": {"budget": 1200}}',
	description: 'Laid over the body that the fields above make, for what your account knows beyond them',
};
