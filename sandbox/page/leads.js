import { byId, element, oncePerFrame, timeElement } from './dom.js';

const mostRows = 200;

const rows = byId('lead-rows');
/** Rows by the ids of their leads, in the order of creation. */
let shown = new Map();
/** Leads whose rows are out of date. */
let changed = new Map();
let statuses = [];
let count = 0;
const draw = oncePerFrame(drawNow);

/** Shows what the server knows. @param state Oplead's part of the page's state */
export function showLeads(state) {
	({ statuses, leadCount: count } = state);
	rows.replaceChildren();
	shown = new Map();
	changed = new Map(state.leads.map((lead) => [lead.id, lead]));
	drawNow();
	for (const row of rows.children) row.classList.remove('fresh');
}

/** Shows a lead that is new or has changed. */
export function showLead(lead) {
	if (!shown.has(lead.id) && !changed.has(lead.id)) count++;
	changed.set(lead.id, lead);
	draw();
}

/** The name of a lead that is shown. */
export function leadName(id) {
	return shown.get(id)?.name || id;
}

/** Rows are changed in place: a person may be choosing a status in one. */
function drawNow() {
	for (const lead of changed.values()) {
		if (!shown.has(lead.id)) addRow(lead);
		update(shown.get(lead.id), lead);
	}
	changed.clear();
	for (const [id, { row }] of [...shown].slice(0, Math.max(0, shown.size - mostRows))) {
		row.remove();
		shown.delete(id);
	}
	byId('lead-count').textContent = String(count);
	byId('no-leads').hidden = count > 0;
}

function addRow({ id }) {
	const cells = Array.from({ length: 6 }, () => element('td'));
	const select = element(
		'select',
		{ name: `status-${id}` },
		statuses.map((status) => element('option', { value: status }, [status])),
	);
	const complaint = element('span', { class: 'second complaint', role: 'status' });
	cells[3].append(select, complaint);
	const row = element('tr', { 'data-id': id }, cells);
	shown.set(id, { row, cells, select, complaint, name: '' });
	select.addEventListener('change', () => changeStatus(id));
	rows.prepend(row);
}

function update(entry, lead) {
	const { row, cells, select, complaint } = entry;
	entry.name = lead.name;
	entry.status = lead.status;
	cells[0].className = 'name';
	cells[0].replaceChildren(lead.name || 'No name', second(lead.id));
	cells[1].className = 'mail';
	cells[1].replaceChildren(lead.email, second(lead.phone));
	cells[2].replaceChildren(lead.provider || 'No provider', second(lead.externalID));
	cells[2].className = 'mail';
	cells[2].title = lead.externalID;
	select.setAttribute('aria-label', `Status of ${lead.name || lead.id}`);
	if (![...select.options].some(({ value }) => value === lead.status)) {
		select.append(element('option', { value: lead.status }, [lead.status]));
	}
	select.value = lead.status;
	complaint.textContent = '';
	cells[4].replaceChildren(...documentsOf(lead));
	cells[5].replaceChildren(timeElement(lead.updatedAt), second(lead.hasFeedback ? 'with feedback' : ''));
	row.classList.remove('fresh');
	// Reading the width starts the animation anew.
	void row.offsetWidth;
	row.classList.add('fresh');
}

async function changeStatus(id) {
	const { select, complaint, status } = shown.get(id);
	complaint.textContent = '';
	try {
		const response = await fetch(`/sandbox/oplead/leads/${encodeURIComponent(id)}/status`, {
			method: 'PUT',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ status: select.value }),
		});
		if (response.ok) return;
		complaint.textContent = (await response.json()).message;
	} catch {
		complaint.textContent = 'The sandbox does not answer.';
	}
	select.value = status;
}

function documentsOf({ documents, appointments }) {
	const files = documents.map(({ name, size }) =>
		element('span', { class: 'file', title: name }, [name, second(sizeText(size))]),
	);
	return appointments > 0 ? [...files, second(`appointments: ${appointments}`)] : files;
}

function sizeText(bytes) {
	if (bytes < 1000) return `${bytes} B`;
	return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function second(text) {
	return element('span', { class: 'second' }, [text]);
}
