import { byId, element, oncePerFrame, timeElement } from './dom.js';

const mostRows = 200;

const rows = byId('contact-rows');
/** By id, in the order of their last change. */
let contacts = new Map();
let count = 0;
let categories = {};
let fresh = new Set();
const draw = oncePerFrame(drawNow);

/** Shows what the server knows. @param state the page's state */
export function showContacts(state) {
	contacts = new Map(state.contacts.toReversed().map((contact) => [contact.id, contact]));
	count = state.contactCount;
	categories = state.categories;
	fresh = new Set();
	rows.replaceChildren();
	for (const contact of contacts.values()) rows.prepend(contactRow(contact));
	drawNow();
}

/**
 * Shows a contact that was just written, as the first.
 * @returns whether it has a category whose label is not known
 */
export function showWrittenContact(contact) {
	if (contact.created) count++;
	// Deleting first moves it to the end of the map's order.
	contacts.delete(contact.id);
	contacts.set(contact.id, contact);
	fresh.add(contact.id);
	draw();
	return categoryValues(contact).some((value) => !(value in categories));
}

function drawNow() {
	const shown = [...contacts.keys()].slice(-mostRows);
	contacts = new Map(shown.map((id) => [id, contacts.get(id)]));
	for (const [id, contact] of contacts) {
		if (!fresh.has(id)) continue;
		rows.querySelector(`[data-id="${CSS.escape(id)}"]`)?.remove();
		const row = contactRow(contact);
		row.classList.add('fresh');
		rows.prepend(row);
	}
	fresh.clear();
	while (rows.children.length > mostRows) rows.lastChild.remove();
	byId('contact-count').textContent = String(count);
	byId('no-contacts').hidden = count > 0;
}

function contactRow(contact) {
	const { id, created, properties, updatedAt } = contact;
	const name = [properties.firstname, properties.lastname].filter(Boolean).join(' ');
	const kind = created ? 'created' : 'updated';
	return element('tr', { 'data-id': id }, [
		element('td', { class: 'name' }, [name || 'No name']),
		element('td', { class: 'mail', title: properties.email ?? '' }, [
			properties.email ?? '',
			element('span', { class: 'second' }, [properties.phone ?? properties.mobilephone ?? '']),
		]),
		element('td', {}, [properties.city ?? '']),
		element('td', {}, [properties.ici_formation_training ?? '']),
		element(
			'td',
			{},
			categoryValues(contact).map((value) => element('span', { class: 'category' }, [categories[value] ?? value])),
		),
		element('td', {}, [timeElement(updatedAt), element('span', { class: 'second badge', 'data-kind': kind }, [kind])]),
	]);
}

function categoryValues({ properties }) {
	return (properties.kontaktkategorie ?? '').split(';').filter(Boolean);
}
